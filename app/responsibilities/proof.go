package responsibilities

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
)

// knownGap shows what the catalogue knows to be missing, and whether it is
// dealt with.
func (s *screen) knownGap(view *assess.CellView) []fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	if view.Baseline == nil || view.Baseline.Gap == "" || view.State == assess.StateNotApplicable {
		return nil
	}
	addressed := view.Answer.GapAddressed == assess.TraitYes
	toggle := l.Chip(d.T("Known gap addressed"), addressed, func() { s.gap(!addressed) })
	parts := []fyne.CanvasObject{
		d.Overline(d.T("KNOWN GAP")), l.Paragraph(desk.Prose(d.T(view.Baseline.Gap)), look.Small, look.Text2, desk.PanelWidth), l.Row(0, toggle, look.Space()),
	}
	if addressed && view.GapOpen {
		parts = append(parts, l.Paragraph(d.T("It counts only with a rationale or evidence."), look.Small, look.Alarm, desk.PanelWidth))
	}
	return append(parts, l.Hairline())
}

// proofs lists the evidence that serves the cell.
func (s *screen) proofs(view *assess.CellView) []fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	if view.State == assess.StateNotApplicable {
		return nil
	}
	s.proof = s.chooseEvidence
	parts := []fyne.CanvasObject{d.Overline(d.T("EVIDENCE"), l.Link(d.T("+ Add"), look.Accent, s.proof), l.Label(d.T("or drop a file here"), look.Small, look.Text3))}
	kept, _ := d.Session.KeptContents() // what is damaged there is for verification to say
	for _, e := range d.Session.State().SortedEvidence() {
		if !e.Serves(view.Asset.ID, view.Control.ID) {
			continue
		}
		parts = append(parts, s.proofLine(e))
		if kept[e.SHA256] {
			parts = append(parts, s.copyLine(e))
		}
	}
	if len(parts) == 1 && view.Baseline != nil && view.Baseline.EvidenceToGet != "" {
		parts = append(parts, l.Paragraph(d.T("To get: %s", desk.Prose(d.T(view.Baseline.EvidenceToGet))), look.Small, look.Text3, desk.PanelWidth))
	}
	parts = append(parts, s.field(d.T("Note"), "", d.T("what was said or seen"), s.note))
	return append(parts, l.Hairline())
}

func (s *screen) chooseEvidence() {
	s.desk.Window.OpenFile(s.desk.T("Add evidence"), nil, func(path string) { s.evidence([]string{path}) })
}

func (s *screen) proofLine(e *assess.Evidence) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	name := desk.OneLine(e.Name)
	if d.Presenting && e.SHA256 == "" {
		name = d.T("a note")
	}
	note := d.Plain(string(e.Method))
	if e.SHA256 != "" {
		note = e.SHA256[:4] + " … " + e.SHA256[len(e.SHA256)-4:]
	}
	if e.CollectedAt != 0 {
		note += " · " + d.ShortDate(e.CollectedAt.Time())
	}
	return look.Border(nil, nil, nil, l.Label(note, look.Caption, look.Text3), look.Middle(l.Shrinking(name, look.Body, look.Text)))
}

// evidence takes files in for the cells that are selected: as one change, once
// all are read.
func (s *screen) evidence(paths []string) {
	assets, controls := s.grid.chosen(s.matrix.Selection())
	f := engagement.EvidenceFields{Method: string(assess.Inspection)}
	for _, asset := range assets {
		f.Assets = append(f.Assets, asset.ID)
	}
	for _, control := range controls {
		f.Controls = append(f.Controls, control.ID)
	}
	d := s.desk
	what, cells := filepath.Base(paths[0]), d.N(len(assets)*len(controls), "%s cell", "%s cells")
	if len(paths) > 1 {
		what = d.N(len(paths), "%s file", "%s files")
	}
	var files []engagement.EvidenceFile
	session := d.Session
	d.Window.Work(d.T("Reading %s", what), func(ctx context.Context, progress func(done, total int)) error {
		for _, path := range paths {
			file, err := session.KeepEvidence(ctx, path, progress)
			if err != nil {
				return err
			}
			files = append(files, file)
		}
		return nil
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			d.Window.Fail(err, nil)
		default:
			d.Do(func() (string, error) {
				_, err := d.Session.AddEvidenceFiles(f, files)
				if len(files) == 1 {
					return d.T("%s is evidence for %s", what, cells), err
				}
				return d.T("%s are evidence for %s", what, cells), err
			})
		}
	})
}

// note keeps what was said or seen as evidence by inquiry.
func (s *screen) note(text string) error {
	if text == "" {
		return nil
	}
	view, ok := s.current()
	if !ok {
		return nil
	}
	_, err := s.desk.Session.AddEvidence(engagement.EvidenceFields{
		Note: text, Method: string(assess.Inquiry), Assets: []string{view.Asset.ID}, Controls: []string{view.Control.ID},
	})
	if err != nil {
		return err
	}
	s.desk.Window.Changed()
	s.desk.Window.Say(s.desk.T("Kept the note; what was only said never suffices as evidence"), true)
	return nil
}
