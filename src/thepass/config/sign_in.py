"""Sign-in by django-allauth: e-mail and password, TOTP, passkeys, OpenID Connect."""

from hashlib import sha256
from typing import Any

from thepass.config.settings import Settings

APPS = (
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
)

FORMS = "thepass.people.web.sign_in_forms"
ACCOUNT_FORMS = {
    "login": "Login",
    "signup": "SignUp",
    "reset_password": "AskForPassword",
    "reset_password_from_key": "ChooseNew",
    "change_password": "ChangePassword",
    "set_password": "SetPassword",
    "add_email": "NewAddress",
    "reauthenticate": "Again",
}
MFA_FORMS = {
    "authenticate": "SecondStep",
    "reauthenticate": "SecondStepAgain",
    "activate_totp": "AddApp",
    "add_webauthn": "AddPasskey",
    "edit_webauthn": "NamePasskey",
}


def of(settings: Settings, *, testing: bool) -> dict[str, Any]:
    """allauth's and Django's sign-in settings."""
    return {
        "AUTHENTICATION_BACKENDS": ["thepass.people.web.sign_in.Backend"],
        "PASSWORD_RESET_TIMEOUT": 2 * 3600,
        "PASSWORD_HASHERS": [
            "django.contrib.auth.hashers.MD5PasswordHasher"
            if testing
            else "django.contrib.auth.hashers.Argon2PasswordHasher"
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
                "OPTIONS": {"user_attributes": ("name", "email")},
            },
            {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/",
        "ACCOUNT_ADAPTER": "thepass.people.web.sign_in.Adapter",
        "SOCIALACCOUNT_ADAPTER": "thepass.people.web.outside.OutsideAdapter",
        "MFA_ADAPTER": "thepass.people.web.sign_in.FactorAdapter",
        "ACCOUNT_FORMS": {name: f"{FORMS}.{form}" for name, form in ACCOUNT_FORMS.items()},
        "MFA_FORMS": {name: f"{FORMS}.{form}" for name, form in MFA_FORMS.items()},
        "ACCOUNT_SIGNUP_FORM_CLASS": "thepass.people.web.sign_in_newcomer.Newcomer",
        "ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR": "django.contrib.auth.tokens.PasswordResetTokenGenerator",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_CHANGE_EMAIL": True,
        "ACCOUNT_UNIQUE_EMAIL": True,
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 600,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
        "ACCOUNT_SESSION_REMEMBER": None,  # asked on the page
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if settings.behind_tls else "http",
        **({} if settings.rate_limits else {"ACCOUNT_RATE_LIMITS": False}),
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1 if settings.proxy else 0,
        "USERSESSIONS_TRACK_ACTIVITY": False,
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not settings.behind_tls,
        "MFA_TOTP_ISSUER": "The Pass",
        "SOCIALACCOUNT_ONLY": False,
        "SOCIALACCOUNT_AUTO_SIGNUP": True,
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": False,  # people.web.outside matches by address, where that is safe
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": _oidc(settings)}},
    }


def _oidc(s: Settings) -> list[dict[str, Any]]:
    if not s.oidc_server:
        return []
    return [
        {
            # The issuer is part of who somebody is: another provider's "42" is another person.
            "provider_id": f"organisation-{sha256(s.oidc_server.encode()).hexdigest()[:8]}",
            "name": s.oidc_name or "your organisation's account",
            "client_id": s.oidc_client,
            "secret": s.oidc_secret,
            "settings": {"server_url": s.oidc_server, "oauth_pkce_enabled": True},
        }
    ]
