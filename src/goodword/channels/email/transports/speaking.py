"""What a door for mail speaks."""

from enum import StrEnum


class Speaks(StrEnum):
    SMTP = "smtp"
    LMTP = "lmtp"
