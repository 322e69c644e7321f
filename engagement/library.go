package engagement

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/catalog"
	"demarc/report"
	"demarc/words"
)

// Library is what the program carries: the embedded catalogue and sample, the
// faces that reports are set in, and its own version.
type Library struct {
	Catalogue fs.FS // the folder of the base pack
	Sample    fs.FS // the folder of the sample engagement
	Fonts     report.Fonts
	// Languages are those besides English.
	Languages []*words.Language
	Version   string
}

// program is how reports name what made them.
func (l *Library) program() string { return "Demarc " + l.Version }

// BasePack reads the embedded pack.
func (l *Library) BasePack() (*catalog.Pack, error) {
	pack, err := catalog.Load(l.Catalogue)
	if err != nil {
		return nil, unavailable(err, "the catalogue that the program carries cannot be read: %v", err)
	}
	return pack, nil
}

// BaseCatalogue reads the embedded catalogue, for looking things up without an
// engagement.
func (l *Library) BaseCatalogue() (*assess.Catalogue, error) {
	pack, err := l.BasePack()
	if err != nil {
		return nil, err
	}
	return compose([]*catalog.Pack{pack})
}

func compose(packs []*catalog.Pack) (*assess.Catalogue, error) {
	catalogue, err := catalog.Compose(packs...)
	if err != nil {
		return nil, caused(CodeInput, err)
	}
	return catalogue, nil
}

// ReadPack reads an assessor's own pack: a YAML file, or a folder of them.
func ReadPack(path string) (*catalog.Pack, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, &Error{Code: CodeInput, Message: words.Say("the pack %s cannot be read: %s", filepath.Base(path), reason(err)), Err: err}
	}
	var pack *catalog.Pack
	if info.IsDir() {
		pack, err = catalog.Load(os.DirFS(path))
	} else {
		var data []byte
		if data, err = readBounded(path, 8<<20); err == nil {
			pack, err = catalog.LoadFile(filepath.Base(path), data)
		}
	}
	if err != nil {
		return nil, &Error{Code: CodeInput, Message: reason(err), Err: err}
	}
	return pack, nil
}

// basePackName stands for the pack that the program carries.
const basePackName = "base"

// Pack reads the pack at a path, or, for the word base, the one that the
// program carries.
func (l *Library) Pack(path string) (*catalog.Pack, error) {
	if path == basePackName {
		return l.BasePack()
	}
	return ReadPack(path)
}

// CheckedPack is a pack that is valid, and what is worth knowing of it.
type CheckedPack struct {
	Info    assess.PackInfo
	Remarks []catalog.Problem
}

// CheckPack checks a pack by itself, or, where it only adds to others, on top
// of the one that the program carries.
func (l *Library) CheckPack(path string) (*CheckedPack, error) {
	pack, err := ReadPack(path)
	if err != nil {
		return nil, err
	}
	base, err := l.BasePack()
	if err != nil {
		return nil, err
	}
	packs := []*catalog.Pack{base, pack}
	if pack.Info.Name == base.Info.Name {
		packs = []*catalog.Pack{pack}
	}
	if _, err := compose(packs); err != nil {
		return nil, err
	}
	return &CheckedPack{pack.Info, catalog.Remarks(packs...)}, nil
}

// Adoption says what taking a pack would change, or changed.
type Adoption struct {
	From, To *assess.Catalogue
	Changes  []catalog.Change
	// Reopened counts the answered cells whose baseline moved.
	Reopened int
}

// Adopt lays a pack over those in use, or puts it in the place of the one with
// its name. Cells whose baseline moves under an answer are reopened. It is one
// commit; with preview nothing is changed.
func (s *Session) Adopt(pack *catalog.Pack, preview bool) (*Adoption, error) {
	packs := append([]*catalog.Pack(nil), s.packs...)
	replaced := false
	for i := range packs {
		if packs[i].Info.Name == pack.Info.Name {
			packs[i], replaced = pack, true
		}
	}
	if !replaced {
		packs = append(packs, pack)
	}
	next, err := compose(packs)
	if err != nil {
		return nil, err
	}
	adoption := &Adoption{From: s.catalogue, To: next, Changes: catalog.Changes(s.catalogue, next)}
	change := newEdit()
	adoption.Reopened = s.reopen(change, adoption.Changes, next.Version)
	if preview {
		return adoption, nil
	}
	scope := *s.state.Engagement
	scope.Packs = packHashes(packs)
	change.put(&scope)
	return adoption, s.saveWithPacks(change, pack)
}

// reopen marks the answered cells whose duty moves.
func (s *Session) reopen(change *edit, changes []catalog.Change, version string) int {
	reopened := 0
	for _, asset := range s.evaluation.Assets() {
		for _, view := range s.evaluation.Row(asset.ID) {
			answered := view.Answer.Declared != nil || view.Answer.Concluded != nil || view.Answer.Boundary != nil
			if !answered || !moves(changes, asset.Hosting, view.Control.ID) {
				continue
			}
			cell := &assess.Cell{Asset: asset.ID, Control: view.Control.ID}
			if old := s.state.Cell(asset.ID, view.Control.ID); old != nil {
				*cell = *old
			}
			cell.Reopened = version
			change.put(cell)
			reopened++
		}
	}
	return reopened + s.reopenUncounted(change, changes, version)
}

// reopenUncounted marks the answered cells of retired and rejected assets: they
// may be counted again one day.
func (s *Session) reopenUncounted(change *edit, changes []catalog.Change, version string) int {
	reopened := 0
	for _, asset := range s.state.SortedAssets() {
		if asset.Counted() {
			continue
		}
		for _, old := range s.state.Cells(asset.ID) {
			if answered := old.Declared != nil || old.Concluded != nil || old.Boundary != nil; answered && moves(changes, asset.Hosting, old.Control) {
				cell := *old
				cell.Reopened = version
				change.put(&cell)
				reopened++
			}
		}
	}
	return reopened
}

// moves reports whether a change moves the duty of a hosting model × control;
// one that names no model or no control is about all of them.
func moves(changes []catalog.Change, model, control string) bool {
	return slices.ContainsFunc(changes, func(c catalog.Change) bool {
		return c.Reopens && (c.Model == "" || c.Model == model) && (c.Control == "" || c.Control == control)
	})
}

func packHashes(packs []*catalog.Pack) string {
	hashes := make([]string, len(packs))
	for i, pack := range packs {
		hashes[i] = pack.Info.SHA256
	}
	return strings.Join(hashes, " ")
}
