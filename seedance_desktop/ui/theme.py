"""Colours, fonts and icons: one table for light, one for dark, applied to the whole application."""

import sys
from dataclasses import asdict, dataclass
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from seedance_desktop.ui.icons import IconStore
from seedance_desktop.wording.resources import resource

Mode = Literal["light", "dark", "system"]
Role = Literal[
    "surface0",
    "surface1",
    "surface2",
    "surface3",
    "border",
    "text1",
    "text2",
    "text3",
    "accent",
    "on_accent",
    "success",
    "warning",
    "danger",
    "stage",
    "focus",
    "wash",
    "veil",
    "shadow",
    "badge",
    "on_badge",
]
Size = Literal["caption", "label", "body", "title", "hero"]
Weight = Literal[400, 500, 600]

PIXELS: dict[Size, float] = {"caption": 11.5, "label": 12, "body": 13, "title": 15, "hero": 22}
# A missing family costs a search of all fonts on Windows and macOS, so each system is asked for its own.
CJK = {"win32": "Microsoft YaHei UI", "darwin": "PingFang SC"}.get(sys.platform, "Noto Sans CJK SC")
MONO = {"win32": ["Consolas"], "darwin": ["Menlo"]}.get(sys.platform, ["Noto Sans Mono", "DejaVu Sans Mono"])
# 96 dots per inch are 100 % everywhere but on macOS, where a point is a pixel.
POINTS_PER_PIXEL = 1.0 if sys.platform == "darwin" else 0.75


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as `#rrggbb` or, where they are translucent, `#aarrggbb`.

    `text3` is legible (4.5 : 1) on surfaces 0 to 2 only; use `text2` on surface 3, `wash` and `stage`.
    `wash` tints what is selected, `veil` dims what lies behind a popover, `badge` lies on pictures.
    """

    surface0: str
    surface1: str
    surface2: str
    surface3: str
    border: str
    text1: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    success: str
    warning: str
    danger: str
    stage: str
    focus: str
    wash: str
    veil: str
    shadow: str = "#000000"
    badge: str = "#d00a0b0d"
    on_badge: str = "#ffffff"


DARK = Tokens(
    surface0="#0f1114",
    surface1="#16191e",
    surface2="#1e2228",
    surface3="#282d35",
    border="#2a2f37",
    text1="#e9ebee",
    text2="#a8afba",
    text3="#858d99",
    accent="#7c93ff",
    on_accent="#0c1226",
    success="#4cc38a",
    warning="#f0b429",
    danger="#f2696c",
    stage="#0a0b0d",
    focus="#7c93ff",
    wash="#227c93ff",
    veil="#8c000000",
)
LIGHT = Tokens(
    surface0="#f3f4f6",
    surface1="#fbfbfc",
    surface2="#ffffff",
    surface3="#eceef1",
    border="#dde0e5",
    text1="#15181c",
    text2="#4d5561",
    text3="#68707c",
    accent="#3d5bd9",
    on_accent="#ffffff",
    success="#1f7a4d",
    warning="#8a5a00",
    danger="#be2f33",
    stage="#e4e6ea",
    focus="#3d5bd9",
    wash="#173d5bd9",
    veil="#56000000",
)


def mix(base: QColor, over: QColor, share: float) -> QColor:
    """Blend two opaque colours; `share` of 0 is all `base`, 1 all `over`."""
    kept = 1 - share
    return QColor.fromRgbF(
        base.redF() * kept + over.redF() * share,
        base.greenF() * kept + over.greenF() * share,
        base.blueF() * kept + over.blueF() * share,
    )


class Theme(QObject):
    """The look of one application. Whoever paints gets it handed in.

    Args:
        app: The application to dress.
        mode: `system` follows the desktop and falls back to light.
        text_scale: 1.0 is the design's size; 2.0 doubles all text.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = "system", *, text_scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._mode: Mode = mode
        self._text_scale = text_scale
        # Asked on first use: merely naming QStyle costs 5 ms, which the first paint need not pay.
        self._reduced_motion: bool | None = None
        self._icons = IconStore(resource("icons", "lucide.svg"))
        self._fonts: dict[tuple[str, float, int], QFont] = {}
        self._colors: dict[str, QColor] = {}
        self._tokens = LIGHT
        self._families = self._load_fonts()
        self._sheet = Template(resource("styles", "window.qss").read_text(encoding="utf-8"))
        if sys.platform != "linux":
            # Fusion is the only style there anyway, and merely naming a style costs 5 ms of the start-up.
            app.setStyle("Fusion")
        app.setFont(self.font())
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def mode(self) -> Mode:
        """What the person chose."""
        return self._mode

    @property
    def tokens(self) -> Tokens:
        """The colours now in force."""
        return self._tokens

    @property
    def dark(self) -> bool:
        """Whether the dark table is in force."""
        return self._tokens is DARK

    @property
    def animated(self) -> bool:
        """Whether things may move. False where the desktop's style or the person asks for less."""
        if self._reduced_motion is None:
            style = self._app.style()
            self._reduced_motion = style.styleHint(style.StyleHint.SH_Widget_Animation_Duration) == 0
        return not self._reduced_motion

    def set_reduced_motion(self, *, reduced: bool) -> None:
        """Overrule what the desktop says about motion."""
        self._reduced_motion = reduced
        self.changed.emit()

    def set_mode(self, mode: Mode) -> None:
        """Change the theme while the program runs."""
        if mode != self._mode:
            self._mode = mode
            self._apply()

    def color(self, role: Role) -> QColor:
        """Give a token as a colour."""
        return QColor(self._colors[role])

    def font(self, size: Size = "body", weight: Weight = 400, *, tabular: bool = False) -> QFont:
        """Give one of the program's fonts; `tabular` gives all digits one width, as running times need."""
        font = self._font(self._families, PIXELS[size], weight)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def small_font(self, pixels: float, weight: Weight = 400) -> QFont:
        """Give a font for the inside of a badge or a key cap, where the text sizes do not fit."""
        return self._font(self._families, pixels, weight)

    def mono_font(self, size: Size = "caption") -> QFont:
        """Give a fixed-pitch font of the system for model names and ids."""
        return self._font([*MONO, CJK], PIXELS[size], 400)

    def pixmap(self, name: str, role: Role = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
        """Draw an icon now, tinted for the theme in force.

        Args:
            name: A Lucide name; `heart:fill` fills the outline.
            role: The token it takes its tint from.
            size: Edge in device-independent pixels.
            ratio: `devicePixelRatioF()` of the widget that paints it.
        """
        return self._icons.pixmap(name, self._colors[role], size, ratio)

    def faded(self, role: Role, opacity: float = 0.5) -> QColor:
        """Give a token's colour with less opacity, as for what is switched off."""
        color = self.color(role)
        color.setAlphaF(color.alphaF() * opacity)
        return color

    def icon(self, name: str, role: Role = "text2", size: int = 16) -> QIcon:
        """Make an icon for actions, menus and line edits, sharp up to 200 %.

        It holds its tint: make it again when `changed` is sent.
        """
        icon = QIcon()
        tints = (
            (QIcon.Mode.Normal, self._colors[role]),
            (QIcon.Mode.Active, self._colors["text1"] if role in ("text2", "text3") else self._colors[role]),
            (QIcon.Mode.Disabled, self.faded("text3")),
        )
        for state, color in tints:
            for ratio in (1.0, 2.0):
                icon.addPixmap(self._icons.pixmap(name, color, size, ratio), state)
        return icon

    def _load_fonts(self) -> list[str]:
        for weight in ("Regular", "Medium", "SemiBold"):
            QFontDatabase.addApplicationFont(str(resource("fonts", f"Inter-{weight}.ttf")))
        return ["Inter", CJK]

    def _font(self, families: list[str], pixels: float, weight: int) -> QFont:
        key = (families[0], pixels, weight)
        if key not in self._fonts:
            font = QFont(families)
            font.setPointSizeF(pixels * POINTS_PER_PIXEL * self._text_scale)
            font.setWeight(QFont.Weight(weight))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        if self._mode == "system":
            self._apply()

    def _apply(self) -> None:
        hints = self._app.styleHints()
        if self._mode == "system":
            hints.unsetColorScheme()
            dark = hints.colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self._mode == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._tokens = DARK if dark else LIGHT
        table = asdict(self._tokens)
        self._colors = {name: QColor(value) for name, value in table.items()}
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(self._sheet.substitute(table))
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for target, source in (
            (role.Window, "surface1"),
            (role.WindowText, "text1"),
            (role.Base, "surface2"),
            (role.AlternateBase, "surface1"),
            (role.Text, "text1"),
            (role.Button, "surface2"),
            (role.ButtonText, "text1"),
            (role.BrightText, "danger"),
            (role.PlaceholderText, "text3"),
            (role.ToolTipBase, "surface3"),
            (role.ToolTipText, "text1"),
            (role.Highlight, "accent"),
            (role.HighlightedText, "on_accent"),
            (role.Accent, "accent"),
            (role.Link, "accent"),
            (role.LinkVisited, "accent"),
            (role.Light, "surface3"),
            (role.Midlight, "surface2"),
            (role.Mid, "border"),
            (role.Dark, "surface0"),
            (role.Shadow, "stage"),
        ):
            palette.setColor(target, self._colors[source])
        off = self.faded("text3")
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, off)
        return palette
