"""What people say of us: asked by the system, once, and kept in their words."""
