"""How much is often: amount / time / per network address (`ip`) or per key. `limits.py` says what is counted how."""

from typing import Final

RATES: Final = {
    "password_from_network": "20/5m/ip",
    "password_for_pair": "5/5m/key",
    "password_for_address": "100/h/key",
    "password_from_device": "10/5m/key",
    "mail_from_network": "20/10m/ip",
    "mail_for_pair": "5/10m/key",
    "second_step": "10/5m/key",
    "reauthenticate": "10/5m/user",
    "setup_code": "10/m/ip",
    "hook": "30/5m/ip",
    "saml": "60/10m/ip",
    "sent_file": "120/10m/ip",
    "matter_from_network": "60/10m/ip",
    "matter_by_link": "20/10m/key",
    "asking_by_link": "20/10m/key",
    "matter_link_from_network": "20/h/ip",
    "matter_link_of": "3/h/key",
    "reset_password_from_key": "20/m/ip",
    # Allauth's own counting by e-mail address alone would let a stranger shut somebody out: ours replaces it.
    "login": "",
    "login_failed": "",
    "request_login_code": "",
    "reset_password": "",
}
