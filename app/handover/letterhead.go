package handover

import (
	"bytes"
	"encoding/base64"
	"image/color"
	"image/png"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
)

// letterhead shows the head of the cover on paper, which is white in the dark,
// too: the firm's line, and its logo or name.
func letterhead(d *desk.Desk, e *assess.Engagement) fyne.CanvasObject {
	const height, margin = 42, 12
	l := d.Look
	ink := brandInk(e.Colour)
	paper, line := canvas.NewRectangle(color.White), canvas.NewRectangle(ink)
	paper.StrokeColor, paper.StrokeWidth = l.Colour(look.Hairline), 1
	line.SetMinSize(fyne.NewSize(l.S(2), l.S(height)))
	var firm fyne.CanvasObject
	if picture := logoPicture(e.Logo); picture != nil {
		firm = l.Sized(150, height, picture)
	} else {
		name := l.Shrinking(desk.OneLine(e.Firm), look.BodyStrong, look.Text)
		if name.Colour = ink; e.Firm == "" {
			name.Text, name.Colour = d.T("No firm yet"), color.NRGBA{R: 0x5C, G: 0x67, B: 0x78, A: 0xFF}
		}
		firm = look.Grow(look.Middle(name))
	}
	return container.NewStack(paper, l.Pad(l.Row(margin, line, firm), margin, margin, margin, margin))
}

// brandInk is the firm's colour, or the report's own.
func brandInk(text string) color.Color {
	own := color.NRGBA{R: 0x1D, G: 0x5B, B: 0xB8, A: 0xFF}
	v, err := strconv.ParseUint(strings.TrimPrefix(text, "#"), 16, 24)
	if err != nil {
		return own
	}
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

// logoPicture is the firm's logo as it is stored; nil where there is none.
func logoPicture(stored string) fyne.CanvasObject {
	data, err := base64.StdEncoding.DecodeString(stored)
	if err != nil || len(data) == 0 {
		return nil
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	shown := canvas.NewImageFromImage(picture)
	shown.FillMode, shown.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	return shown
}
