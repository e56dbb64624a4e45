"""Dominoes, forecasts and the order of an inbox: computes from what is linked, and owns no links."""
