package engagement

import (
	"cmp"
	"context"
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

// EvidenceFile is what is kept of a file that is evidence: the file itself stays
// where it is.
type EvidenceFile struct {
	Name   string
	SHA256 string // in hex
	Size   int64  // in bytes
}

// ReadEvidence reads a file to be evidence; it tells how many bytes are read, and
// ends early with the context. It may run beside everything else.
func ReadEvidence(ctx context.Context, path string, progress func(done, total int)) (EvidenceFile, error) {
	unreadable := func(err error) error {
		return &Error{Code: CodeInput, Message: words.Say("the evidence file %s cannot be read: %s", filepath.Base(path), reason(err)), Err: err}
	}
	file, err := os.Open(path)
	if err != nil {
		return EvidenceFile{}, unreadable(err)
	}
	defer file.Close()
	found := EvidenceFile{Name: filepath.Base(path)}
	total := 0
	if info, err := file.Stat(); err == nil {
		total = int(info.Size())
	}
	hash := sha256.New()
	for {
		n, err := io.CopyN(hash, file, 4<<20)
		found.Size += n
		switch {
		case ctx.Err() != nil:
			return EvidenceFile{}, ctx.Err()
		case err == io.EOF:
			found.SHA256 = hex.EncodeToString(hash.Sum(nil))
			return found, nil
		case err != nil:
			return EvidenceFile{}, unreadable(err)
		}
		progress(int(found.Size), total)
	}
}

// AddEvidence records evidence and the cells that it serves.
func (s *Session) AddEvidence(f EvidenceFields) (*assess.Evidence, error) {
	var files []EvidenceFile
	if f.File != "" {
		file, err := ReadEvidence(context.Background(), f.File, func(int, int) {})
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

// AddEvidenceFiles records files that were read as evidence for the same cells,
// each with the same particulars; without a file, the note alone.
func (s *Session) AddEvidenceFiles(f EvidenceFields, files []EvidenceFile) ([]*assess.Evidence, error) {
	if len(files) == 0 {
		if clean(f.Note) == "" {
			return nil, wrongInput("evidence is a file or a note").hint("name a file, or write a --note")
		}
		files = []EvidenceFile{{Name: shorten(clean(f.Note), 60)}}
	}
	change := newEdit()
	var added []*assess.Evidence
	for _, file := range files {
		evidence := &assess.Evidence{
			ID: s.newID(), Name: cmp.Or(cleanLine(f.Name), cleanLine(file.Name)), SHA256: file.SHA256, Size: file.Size,
			Note: clean(f.Note), CollectedBy: s.author(), CollectedAt: s.moment(),
		}
		if err := firstError(setWord(&evidence.Method, &f.Method, "method", assess.Methods), s.linkEvidence(evidence, f)); err != nil {
			return nil, err
		}
		change.put(evidence)
		added = append(added, evidence)
	}
	return added, s.commit(change)
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
