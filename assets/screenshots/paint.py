"""Paints a terminal's screen, as `tmux capture-pane -e` writes it on standard input, into a PNG."""

import os
import re
import sys
import unicodedata

from PIL import Image, ImageDraw, ImageFont

SIZE = 18
MARGIN = 14
GROUND, INK = (250, 249, 246), (34, 36, 40)
COLOURS = [
    (34, 36, 40), (190, 30, 45), (20, 120, 60), (150, 100, 0),
    (40, 80, 170), (150, 40, 130), (0, 115, 130), (120, 122, 126),
    (95, 98, 102), (210, 50, 60), (30, 140, 75), (170, 120, 10),
    (60, 100, 200), (170, 60, 150), (0, 135, 150), (60, 62, 66),
]
FOLDERS = ["/usr/share/fonts", os.path.expanduser("~/.local/share/fonts"), "/Library/Fonts", "C:/Windows/Fonts"]


def fonts(*names):
    found = []
    for name in names:
        for folder in FOLDERS:
            for place, _, files in os.walk(folder):
                if name in files:
                    found.append(ImageFont.truetype(os.path.join(place, name), SIZE))
                    break
    return found


PLAIN = fonts("DejaVuSansMono.ttf", "DejaVuSans.ttf", "NotoSansCJK-Regular.ttc", "NotoEmoji-Regular.ttf", "Symbola.ttf")
BOLD = fonts("DejaVuSansMono-Bold.ttf") + PLAIN
if not PLAIN:
    sys.exit("DejaVuSansMono.ttf is not installed (Debian: fonts-dejavu-core)")
CELL = round(PLAIN[0].getlength("M"))
LINE = sum(PLAIN[0].getmetrics())
MISSING = {font: bytes(font.getmask("\U0010fffe")) for font in PLAIN + BOLD}


class Style:
    """What the escape sequences have set so far."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.fg = self.bg = None
        self.bold = self.dim = self.reverse = self.underline = False

    def take(self, codes):
        codes = [int(c or 0) for c in re.split("[;:]", codes)]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.reset()
            elif code in (1, 2, 4, 7):
                setattr(self, {1: "bold", 2: "dim", 4: "underline", 7: "reverse"}[code], True)
            elif code == 22:
                self.bold = self.dim = False
            elif code in (24, 27):
                setattr(self, {24: "underline", 27: "reverse"}[code], False)
            elif 30 <= code <= 37 or 90 <= code <= 97:
                self.fg = COLOURS[code - 30 if code < 90 else code - 82]
            elif 40 <= code <= 47 or 100 <= code <= 107:
                self.bg = COLOURS[code - 40 if code < 100 else code - 92]
            elif code in (39, 49):
                setattr(self, {39: "fg", 49: "bg"}[code], None)
            elif code in (38, 48) and codes:
                colour = self.long(codes)
                setattr(self, {38: "fg", 48: "bg"}[code], colour)

    @staticmethod
    def long(codes):
        if codes.pop(0) == 2:
            colour, codes[:3] = tuple(codes[:3]), []
            return colour
        index = codes.pop(0)
        if index < 16:
            return COLOURS[index]
        if index > 231:
            return (8 + (index - 232) * 10,) * 3
        index -= 16
        return tuple(0 if v == 0 else 55 + 40 * v for v in (index // 36, index // 6 % 6, index % 6))

    def inks(self):
        fg, bg = self.fg or INK, self.bg or GROUND
        if self.reverse:
            fg, bg = bg, fg
        if self.dim:
            fg = tuple((3 * f + 2 * b) // 5 for f, b in zip(fg, bg))
        return fg, bg


def width(char):
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def font(char, bold):
    for candidate in BOLD if bold else PLAIN:
        if bytes(candidate.getmask(char)) != MISSING[candidate]:
            return candidate
    return PLAIN[0]


def main(out):
    lines = sys.stdin.read().rstrip("\n").split("\n")
    bare = [re.sub(r"\x1b\[[0-9;:]*m", "", line) for line in lines]
    columns = max(sum(map(width, line)) for line in bare)
    image = Image.new("RGB", (columns * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN), GROUND)
    draw = ImageDraw.Draw(image)
    style = Style()
    for row, line in enumerate(lines):
        x, y = MARGIN, MARGIN + row * LINE
        for piece in re.split(r"(\x1b\[[0-9;:]*m)", line):
            if piece.startswith("\x1b["):
                style.take(piece[2:-1])
                continue
            for char in piece:
                cells = width(char)
                fg, bg = style.inks()
                if bg != GROUND:
                    draw.rectangle((x, y, x + cells * CELL - 1, y + LINE - 1), fill=bg)
                draw.text((x, y), char, font=font(char, style.bold), fill=fg)
                if style.underline:
                    draw.line((x, y + LINE - 2, x + cells * CELL, y + LINE - 2), fill=fg)
                x += cells * CELL
    image.quantize(64).save(out, optimize=True)


main(sys.argv[1])
