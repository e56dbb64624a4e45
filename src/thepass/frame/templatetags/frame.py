"""Tags of the frame. (To be filled.)"""

from django.template import Library

register = Library()
