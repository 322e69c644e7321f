package look

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Label is one line of text. Where it is given less room than it needs, it is
// cut and ends in an ellipsis.
type Label struct {
	widget.BaseWidget
	Text  string
	Style Style
	Role  Role
	Align fyne.TextAlign
	// Colour is used in the place of Role's where it is not nil.
	Colour color.Color
	// Shrinks lets the label become narrower than its text.
	Shrinks bool

	look *Look
	fits string // Text as cut to the width cutTo
	from string // the text that fits was cut from
	room float32
}

// Label makes a line of text.
func (l *Look) Label(text string, style Style, role Role) *Label {
	label := &Label{Text: text, Style: style, Role: role, look: l}
	label.ExtendBaseWidget(label)
	return label
}

// Shrinking makes a line of text that may be cut.
func (l *Look) Shrinking(text string, style Style, role Role) *Label {
	label := l.Label(text, style, role)
	label.Shrinks = true
	return label
}

// Set shows another text in another role.
func (t *Label) Set(text string, role Role) {
	if t.Text == text && t.Role == role {
		return
	}
	t.Text, t.Role = text, role
	t.Refresh()
}

// Cut shortens a text to a width, ending it in an ellipsis.
func (l *Look) Cut(text string, style Style, width float32) string {
	if l.Measure(text, style).Width <= width {
		return text
	}
	letters := []rune(text)
	low, high := 0, len(letters) // low letters fit
	for low+1 < high {
		middle := (low + high) / 2
		if l.Measure(string(letters[:middle])+"…", style).Width <= width {
			low = middle
		} else {
			high = middle
		}
	}
	return strings.TrimRight(string(letters[:low]), " ") + "…"
}

// CreateRenderer is part of the toolkit's contract.
func (t *Label) CreateRenderer() fyne.WidgetRenderer {
	text := canvas.NewText("", nil)
	text.FontSource = t.look.source(t.Style)
	text.TextStyle.Monospace = t.Style.Mono
	r := &labelRenderer{label: t, text: text}
	r.Refresh()
	return r
}

type labelRenderer struct {
	label *Label
	text  *canvas.Text
}

func (r *labelRenderer) Destroy()                     {}
func (r *labelRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }

func (r *labelRenderer) MinSize() fyne.Size {
	t := r.label
	size := t.look.Measure(t.Text, t.Style)
	if t.Shrinks {
		size.Width = min(size.Width, t.look.S(24))
	}
	return size
}

func (r *labelRenderer) Layout(size fyne.Size) {
	t := r.label
	if t.fits == "" || t.from != t.Text || t.room != size.Width {
		t.fits, t.from, t.room = t.Text, t.Text, size.Width
		if t.Shrinks {
			t.fits = t.look.Cut(t.Text, t.Style, size.Width)
		}
	}
	r.text.Text = t.fits
	r.text.Resize(size)
	r.text.Refresh()
}

func (r *labelRenderer) Refresh() {
	t := r.label
	r.text.TextSize = t.look.S(t.Style.Size)
	r.text.FontSource = t.look.source(t.Style)
	r.text.Color = t.look.Colour(t.Role)
	if t.Colour != nil {
		r.text.Color = t.Colour
	}
	r.text.Alignment = t.Align
	r.Layout(t.Size())
}
