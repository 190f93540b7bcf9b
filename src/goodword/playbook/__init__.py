"""How the house answers: checklists to write by, and the check for a no that leaves somebody standing."""
