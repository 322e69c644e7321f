package engagement

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"

	"demarc/assess"
	"demarc/words"
)

// EvidenceFields describe a piece of evidence: a file, a note, or both.
type EvidenceFields struct {
	File     string // a path; the file is hashed, and stays where it is
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
	evidence := &assess.Evidence{
		ID: s.newID(), Name: cleanLine(f.Name), Note: clean(f.Note), CollectedBy: s.author(), CollectedAt: s.moment(),
	}
	if f.File == "" && evidence.Note == "" {
		return nil, wrongInput("evidence is a file or a note").hint("name a file, or write a --note")
	}
	if err := firstError(
		setWord(&evidence.Method, &f.Method, "method", assess.Methods),
		s.linkEvidence(evidence, f),
		hashEvidence(evidence, f.File),
	); err != nil {
		return nil, err
	}
	if evidence.Name == "" {
		evidence.Name = shorten(evidence.Note, 60)
	}
	change := newEdit()
	change.put(evidence)
	return evidence, s.commit(change)
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

func hashEvidence(evidence *assess.Evidence, path string) error {
	if path == "" {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return &Error{Code: CodeInput, Message: words.Say("the evidence file %s cannot be read: %s", filepath.Base(path), reason(err)), Err: err}
	}
	defer file.Close()
	hash := sha256.New()
	if evidence.Size, err = io.Copy(hash, file); err != nil {
		return &Error{Code: CodeInput, Message: words.Say("the evidence file %s cannot be read: %s", filepath.Base(path), reason(err)), Err: err}
	}
	evidence.SHA256 = hex.EncodeToString(hash.Sum(nil))
	if evidence.Name == "" {
		evidence.Name = filepath.Base(path)
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
