"""The Pass: ask for what you need to serve a customer, and get an answer you can rely on."""

__version__ = "0.1.0"
