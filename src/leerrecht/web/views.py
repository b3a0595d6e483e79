from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Where everybody begins: what needs doing."""
    return render(request, "web/start.html")
