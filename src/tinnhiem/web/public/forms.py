"""The sign-in form in the house's own words."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password; a wrong pair is told without saying which of the two is wrong."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": _("Chưa có tên đăng nhập. Nhập tên do cơ quan cấp.")},
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Chưa có mật khẩu. Nhập mật khẩu của bạn.")},
    )
    error_messages = {
        "invalid_login": _(
            "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra chữ hoa, chữ thường và bộ gõ rồi nhập lại."
        ),
        "inactive": _("Tài khoản này đã ngừng dùng. Hỏi người quản trị của đơn vị."),
    }
