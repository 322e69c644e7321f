package matrix

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"demarc/app/look"
	"demarc/marks"
)

var update = flag.Bool("update", false, "write the pictures below testdata anew")

// plain is a model whose tiles have a mark in their middle only.
type plain struct{ sample }

func (p *plain) Cell(int, int) Cell { return Cell{Tile: marks.NotAssessed} }

func pixel(from image.Image, x, y int) color.NRGBA {
	return color.NRGBAModel.Convert(from.At(x, y)).(color.NRGBA)
}

// TestEdgesAreSharp follows the top line of a row of tiles and the left line of
// a column of them: each pixel is fill or ground, where the formula says.
func TestEdgesAreSharp(t *testing.T) {
	for _, pixels := range []float64{1, 1.25, 1.5, 1.75, 2} {
		for _, scale := range []float32{1, 1.1} {
			t.Run(fmt.Sprintf("screen %g, text %g", pixels, scale), func(t *testing.T) {
				l := appearance(t, false, scale)
				m, w := shown(t, l, &plain{*sampleOf(60, 60)}, float32(pixels), fyne.NewSize(900, 700))
				m.SetCursor(59, 59) // its ring is elsewhere
				m.scrollTo(0, 0)
				picture := w.Canvas().Capture()
				v, fill, ground := m.view(), colourOf(marks.NotAssessed.Tint(false).Fill), l.Colour(look.Surface)
				unit := float64(scale) * pixels
				edges := func(first, size float64, room int, at func(int) color.NRGBA) {
					for i := 0; ; i++ {
						from := int(math.Round(first*unit)) + int(math.Round(float64(i)*size*unit))
						to := int(math.Round(first*unit)) + int(math.Round(float64(i+1)*size*unit))
						if to > room {
							return
						}
						for p := from; p < to; p++ {
							want := fill
							if p >= to-max(1, int(unit)) {
								want = ground
							}
							if at(p) != want {
								t.Fatalf("pixel %d of tile %d (from %d to %d) is %v, want %v", p, i, from, to, at(p), want)
							}
						}
					}
				}
				edges(198, 26, v.names+v.width, func(p int) color.NRGBA { return pixel(picture, p, v.head) })
				edges(132, 23, v.head+v.height, func(p int) color.NRGBA { return pixel(picture, v.names, p) })
			})
		}
	}
}

// TestTheRingIsSharp walks outwards from the middle of the selected cell's left
// edge: fill, two pixels of ground (the gap is one of them), two of accent.
func TestTheRingIsSharp(t *testing.T) {
	for pixels, line := range map[float32]int{1: 2, 1.25: 3, 1.5: 3, 2: 4} {
		for _, dark := range []bool{false, true} {
			t.Run(fmt.Sprintf("screen %g, dark %t", pixels, dark), func(t *testing.T) {
				l := appearance(t, dark, 1)
				m, w := shown(t, l, &plain{*sampleOf(20, 20)}, pixels, fyne.NewSize(700, 600))
				m.SetCursor(13, 13)
				picture, v := w.Canvas().Capture(), m.view()
				edge := m.box(v, m.Selection()).Min
				fill := colourOf(marks.NotAssessed.Tint(dark).Fill)
				for step := -line - v.gap() - 3; step < line+3; step++ {
					want := fill
					switch {
					case step >= -line-v.gap() && step < -v.gap():
						want = l.Colour(look.Accent)
					case step >= -v.gap() && step < line-v.gap():
						want = l.Colour(look.Surface)
					}
					if got := pixel(picture, edge.X+step, edge.Y+line+2); got != want {
						t.Errorf("%d pixels from the tile's left edge is %v, want %v", step, got, want)
					}
					if got := pixel(picture, edge.X+line+2, edge.Y+step); got != want {
						t.Errorf("%d pixels from the tile's upper edge is %v, want %v", step, got, want)
					}
				}
			})
		}
	}
}

// TestScreensOfHighDensity have more pixels than the canvas counts. The pictures
// learn of it when they are drawn, and the ring follows them.
func TestScreensOfHighDensity(t *testing.T) {
	m, _ := shown(t, appearance(t, false, 1), sampleOf(20, 20), 1.25, fyne.NewSize(700, 600))
	m.SetCursor(7, 7)
	tiles := m.parts.tiles
	size := tiles.Size()
	tiles.Generator(int(size.Width*2.5+0.5), int(size.Height*2.5+0.5))
	if m.pixels != 2.5 {
		t.Fatalf("%g pixels per unit, want 2.5", m.pixels)
	}
	left := math.Round(198*2.5) + math.Round(7*26*2.5) - 2 - 5 // gap and line
	if got := float64(m.parts.selected.outer[2].Position().X) * 2.5; math.Abs(got-left) > 0.01 {
		t.Errorf("the ring begins at pixel %g, want %g", got, left)
	}
	m.Resize(fyne.NewSize(650, 600))
	if m.pixels != 2.5 {
		t.Errorf("after another layout %g pixels per unit", m.pixels)
	}
}

// inked counts the pixels of an area that are not the ground.
func inked(picture image.Image, area image.Rectangle, ground color.NRGBA) int {
	n := 0
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if pixel(picture, x, y) != ground {
				n++
			}
		}
	}
	return n
}

func TestHeadsReadUpwards(t *testing.T) {
	m, w := shown(t, appearance(t, false, 1), sampleOf(10, 26), 1, fyne.NewSize(892, 500))
	m.SetCursor(0, 9)
	before, v := w.Canvas().Capture(), m.view()
	head := func(column int) image.Rectangle {
		return image.Rect(v.names+v.x(column), 0, v.names+v.x(column+1)-v.gap(), v.head)
	}
	ground := m.look.Colour(look.Surface)
	short, long := inked(before, head(5), ground), inked(before, head(12), ground) // API access, Residency & opt-out
	if short == 0 || long < short*3/2 {
		t.Errorf("%d pixels of a short name, %d of a long one", short, long)
	}
	upper := image.Rect(head(5).Min.X, 0, head(5).Max.X, v.head-80)
	if n := inked(before, upper, ground); n != 0 {
		t.Errorf("%d pixels above a short name: it does not begin at the bottom", n)
	}

	m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: middle(m, 4, 5)}})
	after := w.Canvas().Capture()
	corner := image.Pt(head(5).Min.X, 0)
	if got := pixel(after, corner.X, corner.Y); got != m.look.Colour(look.Selection) {
		t.Errorf("the hovered head stands on %v", got)
	}
	if n := inked(after, head(5), m.look.Colour(look.Selection)); n <= short {
		t.Errorf("the hovered head has %d pixels of ink, %d before: it is not bolder", n, short)
	}
}

func TestTheRowOfTheCursorIsMarked(t *testing.T) {
	m, w := shown(t, appearance(t, false, 1), sampleOf(10, 10), 1, fyne.NewSize(600, 500))
	m.SetCursor(4, 4)
	v := m.view()
	at := func(x int) color.NRGBA { return pixel(w.Canvas().Capture(), x, v.head+v.y(4)+3) }
	if at(0) != m.look.Colour(look.Selection) || at(v.names-1) != m.look.Colour(look.Selection) {
		t.Errorf("the name stands on %v", at(0))
	}
	m.FocusGained()
	if at(0) != m.look.Colour(look.Accent) {
		t.Errorf("in focus the row begins with %v", at(0))
	}
	m.FocusLost()
	if at(0) != m.look.Colour(look.Selection) {
		t.Errorf("out of focus the row begins with %v", at(0))
	}
}

func TestLettersInsteadOfMarks(t *testing.T) {
	l := appearance(t, false, 1)
	set := newTiles(l, newTypes(l))
	mark := set.of(Cell{Tile: marks.Implemented}, 25, 22, 1)
	letters := set.of(Cell{Tile: marks.Implemented, Text: "MO"}, 25, 22, 1)
	fill := colourOf(marks.Implemented.Tint(false).Fill)
	if inked(letters, letters.Rect, fill) == 0 || bytes.Equal(mark.Pix, letters.Pix) {
		t.Error("the letters are not drawn")
	}
	for name, cell := range map[string]Cell{
		"half owned": {Tile: marks.HalfOwned, Text: "MO"}, "weak": {Tile: marks.Implemented, Text: "MO", Weak: true},
	} {
		if bytes.Equal(set.of(cell, 25, 22, 1).Pix, letters.Pix) {
			t.Errorf("%s does not show beside the letters", name)
		}
	}
}

// TestHostileNames draws names as they come from other people's files.
func TestHostileNames(t *testing.T) {
	names := map[string]string{
		"long":            strings.Repeat("W", 10_000),
		"long and thin":   strings.Repeat("\u200b\u0301", 10_000),
		"emoji":           "👩‍👩‍👧‍👦 family assistant 🤖",
		"right to left":   "مساعد المطالبات \u202eabc",
		"control":         "a\x00b\x1b[31m\r\n\tc",
		"not UTF-8":       "\xff\xfe\xc3(",
		"marks upon mark": "Z" + strings.Repeat("\u0335\u0489", 500),
		"empty":           "",
	}
	for name, text := range names {
		t.Run(name, func(t *testing.T) {
			model := &hostile{sample: *sampleOf(40, 26), text: text}
			m, w := shown(t, appearance(t, false, 1), model, 1.25, fyne.NewSize(892, 760))
			m.AssetHead, m.UnownedHead = text, text
			picture := w.Canvas().Capture()
			v := m.view()
			if n := inked(picture, image.Rect(v.names-v.px(countIndent), v.head+v.y(2), v.names, v.head+v.height), m.look.Colour(look.Surface)); n != 0 {
				t.Errorf("%d pixels between names and tiles", n)
			}
		})
	}
}

func TestOfALongNameOnlyTheBeginningIsLookedAt(t *testing.T) {
	model := &hostile{sample: *sampleOf(4, 4), text: strings.Repeat("\u0301", 1_000_000)}
	m, w := shown(t, appearance(t, false, 1), model, 1, fyne.NewSize(500, 400))
	w.Canvas().Capture()
	for key := range m.types.words {
		if len(key.text) > longest {
			t.Errorf("%d bytes of a name were set", len(key.text))
		}
	}
}

type hostile struct {
	sample
	text string
}

func (h *hostile) Row(int) Row       { return Row{Name: h.text, Unowned: 123_456} }
func (h *hostile) Column(int) string { return h.text }
func (h *hostile) Cell(r, c int) Cell {
	return Cell{Tile: marks.Tile((r + c) % int(marks.Tiles)), Text: h.text}
}

func TestLongNamesEndInAnEllipsis(t *testing.T) {
	l := appearance(t, false, 1)
	face := newTypes(l).face(typeKey{look.Regular, 13})
	for text, want := range map[string]string{
		"Short":                                  "Short",
		"Actuarial notebook agent for all lines": "Actuarial notebook…",
		"Actuarial notebook ":                    "Actuarial notebook ",
	} {
		if got := cut(face, []rune(text), 130*64); got != want {
			t.Errorf("%q is cut to %q, want %q", text, got, want)
		}
	}
}

// TestWithoutATypeface: the tiles are what counts.
func TestWithoutATypeface(t *testing.T) {
	m := New(look.New(look.Fonts{}, false, 1), sampleOf(3, 3))
	on := image.NewRGBA(image.Rect(0, 0, 300, 300))
	m.paintHeads(on)
	m.paintLeftHeads(on)
	m.paintNames(on)
	m.paintTiles(on)
}

// TestPictures compares a small matrix with the pictures below testdata.
func TestPictures(t *testing.T) {
	for name, dark := range map[string]bool{"light": false, "dark": true} {
		t.Run(name, func(t *testing.T) {
			m, w := shown(t, appearance(t, dark, 1), sampleOf(40, 30), 1, fyne.NewSize(500, 340))
			m.SetSelection(Range{2, 3, 4, 6})
			m.SetTop(1)
			m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: middle(m, 5, 8)}})
			m.FocusGained()
			compare(t, w.Canvas().Capture(), filepath.Join("testdata", name+".png"))
		})
	}
}

// compare allows what rounding differs by from one kind of processor to another.
func compare(t *testing.T, picture image.Image, path string) {
	t.Helper()
	if *update {
		var file bytes.Buffer
		if err := png.Encode(&file, picture); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	want, err := png.Decode(file)
	if err != nil || want.Bounds() != picture.Bounds() {
		t.Fatalf("%s: %v, %v instead of %v", path, err, want.Bounds(), picture.Bounds())
	}
	far := func(a, b uint8) bool { return max(a, b)-min(a, b) > 8 }
	different := 0
	for y := range want.Bounds().Dy() {
		for x := range want.Bounds().Dx() {
			a, b := pixel(picture, x, y), pixel(want, x, y)
			if far(a.R, b.R) || far(a.G, b.G) || far(a.B, b.B) {
				different++
			}
		}
	}
	if different > 0 {
		t.Errorf("%d pixels differ from %s; -update writes it anew", different, path)
	}
}
