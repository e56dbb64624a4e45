"""Addresses of commitments."""

from django.urls import path

from thepass.commitments.web import board, bringing, making, moves, page

urlpatterns = [
    path("commitments/", board.commitments, name="commitments"),
    path("commitments/list.<str:as_>", board.commitments_as_file, name="commitments_as_file"),
    path("commitments/import/", bringing.upload, name="bring_commitments"),
    path("commitments/import/example.csv", bringing.example, name="bring_commitments_example"),
    path("commitments/import/<str:token>/", bringing.columns, name="bring_commitments_columns"),
    path("commitments/import/<str:token>/apply/", bringing.apply, name="bring_commitments_apply"),
    path("commitments/new/", board.choose_team, name="make_commitment_of"),
    path("teams/<int:team_id>/commitments/new/", making.make, name="make_commitment"),
    path("commitments/C-<int:commitment_id>/", page.show, name="commitment"),
    path("commitments/C-<int:commitment_id>/edit/", making.change, name="change_commitment"),
    path("commitments/C-<int:commitment_id>/fulfilment/", moves.fulfil, name="fulfil_commitment"),
    path("commitments/C-<int:commitment_id>/renegotiation/", moves.renegotiate, name="renegotiate_commitment"),
    path("commitments/C-<int:commitment_id>/miss/", moves.miss, name="miss_commitment"),
    path("commitments/C-<int:commitment_id>/withdrawal/", moves.withdraw, name="withdraw_commitment"),
]
