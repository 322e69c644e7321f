package responsibilities

import (
	"fyne.io/fyne/v2"

	"demarc/app/look"
	"demarc/assess"
	"demarc/marks"
)

// drawLegend explains what the tiles show.
func (s *screen) drawLegend() {
	d, l := s.desk, s.desk.Look
	var line []fyne.CanvasObject
	add := func(part fyne.CanvasObject) { line = append(line, l.Pad(part, 0, 6, 0, 0)) }
	for _, o := range []assess.Owner{assess.OwnerProvider, assess.OwnerShared, assess.OwnerCustomer} {
		if s.show == showBaseline {
			add(s.letter(boundaryLetter(d, o), s.boundaryWord(o)))
		}
	}
	for tile := range marks.Tiles {
		if s.show == showState || tile <= marks.Undecided {
			add(s.tile(tile))
		}
	}
	switch s.show {
	case showOwner:
		add(s.letter("AB", d.T("who is accountable: the client, or else the provider")))
		add(s.tile(marks.NotApplicable))
	case showBaseline:
		add(l.Label(d.T("other colours as under State"), look.Caption, look.Text2))
	}
	add(l.Row(5, l.Tile(marks.Implemented, true, 18, 16), l.Label(d.T("weak baseline"), look.Caption, look.Text2)))
	s.legend.Objects = line
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
