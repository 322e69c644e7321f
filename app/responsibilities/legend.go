package responsibilities

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/look"
	"demarc/assess"
	"demarc/marks"
)

// drawLegend explains what the tiles show.
func (s *screen) drawLegend() {
	d, l := s.desk, s.desk.Look
	line := l.Row(12)
	for _, o := range []assess.Owner{assess.OwnerProvider, assess.OwnerShared, assess.OwnerCustomer} {
		if s.show == showBaseline {
			line.Add(s.letter(boundaryLetter(d, o), s.boundaryWord(o)))
		}
	}
	for tile := range marks.Tiles {
		if s.show == showState || tile <= marks.Undecided {
			line.Add(s.tile(tile))
		}
	}
	switch s.show {
	case showOwner:
		line.Add(s.letter("AB", d.T("initials of who is accountable: the client's side, or else the provider")))
		line.Add(s.tile(marks.NotApplicable))
	case showBaseline:
		line.Add(l.Label(d.T("other colours as under State"), look.Caption, look.Text2))
	}
	line.Add(l.Row(5, l.Tile(marks.Implemented, true, 18, 16), l.Label(d.T("weak baseline"), look.Caption, look.Text2)))
	s.legend.Objects = []fyne.CanvasObject{l.Column(0, l.Hairline(), l.Pad(container.NewHScroll(l.Pad(line, 0, 0, 8, 0)), 7, 16, 0, 16))}
	s.legend.Refresh()
}

func (s *screen) tile(tile marks.Tile) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	name := d.T(tile.Words())
	if tile == marks.NotApplicable {
		name = d.T("n/a")
	}
	return l.Row(5, l.Tile(tile, false, 18, 16), l.Label(name, look.Caption, look.Text2))
}

// letter is a letter that stands in tiles, and what it says.
func (s *screen) letter(letter, says string) fyne.CanvasObject {
	l := s.desk.Look
	return l.Row(5, l.Label(letter, look.Overline, look.Text), l.Label(says, look.Caption, look.Text2))
}
