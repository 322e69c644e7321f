package engagement

import (
	"cmp"
	"context"

	"demarc/assess"
)

// EvidenceFields describe a piece of evidence: a file, a note, or both.
type EvidenceFields struct {
	File     string // a path; the engagement keeps the file's content
	Name     string // without one, the file's name or the note's beginning
	Note     string
	Method   string
	Period   string
	By       string // the party who provided it
	Assets   []string
	Controls []string
}

// AddEvidence records evidence and the cells that it serves.
func (s *Session) AddEvidence(f EvidenceFields) (*assess.Evidence, error) {
	return s.RecordEvidence(context.Background(), f, nil)
}

// RecordEvidence is AddEvidence for files that take a while: it ends early with
// the context, and tells how many bytes are kept. What is wrong with f is said
// before a file is read.
func (s *Session) RecordEvidence(ctx context.Context, f EvidenceFields, progress func(done, total int)) (*assess.Evidence, error) {
	var files []EvidenceFile
	if f.File != "" {
		if _, err := s.describeEvidence(f); err != nil {
			return nil, err
		}
		file, err := s.KeepEvidence(ctx, f.File, progress)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	added, err := s.AddEvidenceFiles(f, files)
	if err != nil {
		return nil, err
	}
	return added[0], nil
}

// AddEvidenceFiles records files that are kept as evidence for the same cells,
// each with the same particulars; without a file, the note alone.
func (s *Session) AddEvidenceFiles(f EvidenceFields, files []EvidenceFile) ([]*assess.Evidence, error) {
	if len(files) == 0 {
		if clean(f.Note) == "" {
			return nil, wrongInput("evidence is a file or a note").hint("name a file, or write a --note")
		}
		files = []EvidenceFile{{Name: shorten(clean(f.Note), 60)}}
	}
	common, err := s.describeEvidence(f)
	if err != nil {
		return nil, err
	}
	change := newEdit()
	var added []*assess.Evidence
	for _, file := range files {
		evidence := common
		evidence.ID, evidence.Name = s.newID(), cmp.Or(cleanLine(f.Name), cleanLine(file.Name))
		evidence.SHA256, evidence.Size = file.SHA256, file.Size
		change.put(&evidence)
		added = append(added, &evidence)
	}
	return added, s.commit(change)
}

// describeEvidence is everything about evidence but its file.
func (s *Session) describeEvidence(f EvidenceFields) (assess.Evidence, error) {
	evidence := assess.Evidence{Note: clean(f.Note), CollectedBy: s.author(), CollectedAt: s.moment()}
	return evidence, firstError(setWord(&evidence.Method, &f.Method, "method", assess.Methods), s.linkEvidence(&evidence, f))
}

func (s *Session) linkEvidence(evidence *assess.Evidence, f EvidenceFields) (err error) {
	if evidence.From, evidence.To, err = parsePeriod(f.Period); err != nil {
		return err
	}
	if f.By != "" {
		party, err := s.FindParty(f.By)
		if err != nil {
			return err
		}
		evidence.ProvidedBy = party.ID
	}
	for _, name := range f.Assets {
		asset, err := s.FindAsset(name)
		if err != nil {
			return err
		}
		evidence.Assets = append(evidence.Assets, asset.ID)
	}
	for _, name := range f.Controls {
		control, err := s.FindControl(name)
		if err != nil {
			return err
		}
		evidence.Controls = append(evidence.Controls, control.ID)
	}
	return nil
}

// shorten cuts a text to so many characters, with … where something is gone.
func shorten(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}
