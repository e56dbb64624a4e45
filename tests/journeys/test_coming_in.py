"""Coming in: a password, a forgotten one, a second step, a passkey, a browser without scripts."""

import re
import time

import pytest
from people.sign_in import link_in
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.once
NEW = "seven slips on the counter"


def signed_in(page: Page) -> None:
    expect(page.get_by_role("button", name="Your menu")).to_be_visible()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Your menu").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def prove_it_is_me(page: Page, password: str) -> None:
    """The page in between, where a sign-in is older than a few minutes; right after one it does not come."""
    if page.get_by_role("heading", name="Is it you?").is_visible():
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="It is me").click()


def test_a_wrong_password_is_said_kindly_and_the_right_one_leads_where_one_wanted_to_go(house, walk):
    ana = walk()
    page = ana.page
    ana.go("/people/")
    expect(page).to_have_url(re.compile(r"/account/login/\?next=%2Fpeople%2F$"))
    page.get_by_label("Work e-mail").fill("ana@harbour.example")
    page.get_by_label("Password", exact=True).fill("not my password at all")
    page.get_by_role("button", name="Sign in", exact=True).click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("password")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("Work e-mail")).to_have_value("ana@harbour.example")
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    page.get_by_label("Password", exact=True).fill("a-long-and-quiet-evening")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everyone, A to Z")
    sign_out(page)
    ana.go("/people/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_signing_in_and_out_without_javascript(house, walk):
    bo = walk(scripts=False)
    bo.sign_in("bo@harbour.example", "wrong")
    expect(bo.page.get_by_role("alert")).to_be_visible()
    expect(bo.page.get_by_role("button", name="passkey")).to_be_hidden()  # it could not work
    bo.sign_in("bo@harbour.example")
    expect(bo.page.get_by_role("heading", level=1)).to_contain_text("Bo")
    sign_out(bo.page)


def test_a_forgotten_password_is_chosen_anew_by_the_link_in_a_letter(house, walk, letters):
    ana = walk()
    page = ana.page
    ana.go("/account/login/")
    page.get_by_role("link", name="I can’t sign in").click()
    page.get_by_label("Work e-mail").fill("ana@harbour.example")
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    (letter,) = letters()
    assert letter.to == ["ana@harbour.example"]
    ana.go(link_in(letter.body))
    page.get_by_label("New password", exact=True).fill("password")
    page.get_by_label("The new password again").fill("password")
    page.get_by_role("button", name="Keep this password").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("The new password again").fill(NEW)
    page.get_by_role("button", name="Keep this password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your new password holds")
    ana.sign_in("ana@harbour.example")
    expect(page.get_by_role("alert")).to_be_visible()  # the old one opens no more
    ana.sign_in("ana@harbour.example", NEW)
    signed_in(page)
    again = walk()
    again.go(link_in(letter.body))
    expect(again.page.get_by_role("heading", level=1)).to_have_text("This link no longer works")


def code_now(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_an_app_that_shows_codes_becomes_the_second_step(house, walk, settings):
    settings.MFA_TOTP_TOLERANCE = 1  # a slow machine may cross the half minute
    bo = walk()
    page = bo.page
    bo.sign_in("bo@harbour.example")
    bo.go("/account/2fa/")
    page.get_by_role("link", name="Connect an app").click()
    prove_it_is_me(page, "a-long-and-quiet-evening")
    secret = page.locator("main code").inner_text()
    page.get_by_label("six digits").fill("000000" if code_now(secret) != "000000" else "111111")
    page.get_by_role("button", name="Connect the app").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator("main code").inner_text() == secret  # the telephone has learnt it already
    page.get_by_label("six digits").fill(code_now(secret))
    page.get_by_role("button", name="Connect the app").click()
    codes = page.locator("main li code")
    expect(codes).to_have_count(10)
    recovery = codes.first.inner_text()
    sign_out(page)
    bo.sign_in("bo@harbour.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    page.get_by_label("Code").fill(code_now(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    signed_in(page)
    sign_out(page)
    bo.sign_in("bo@harbour.example")
    page.get_by_label("Code").fill(recovery)  # the telephone is at home
    page.get_by_role("button", name="Sign in", exact=True).click()
    signed_in(page)


def test_a_passkey_opens_the_door_by_itself(house, walk):
    samir = walk()
    page = samir.page
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    samir.sign_in("samir@harbour.example")
    samir.go("/account/2fa/")
    page.get_by_role("link", name="Add a passkey").click()
    prove_it_is_me(page, "a-long-and-quiet-evening")
    page.locator("form[data-passkey] input[name=name]").fill("My telephone")
    alone = page.locator("form[data-passkey] input[name=passwordless]")
    if alone.count():
        alone.check()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Recovery codes|Passkeys"))
    samir.go("/account/2fa/webauthn/")
    expect(page.get_by_role("heading", name="My telephone")).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Samir")
