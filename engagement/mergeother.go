package engagement

import (
	"context"
	"errors"
	"path/filepath"

	"demarc/history"
	"demarc/store"
)

// otherSide is the file that is merged: a copy of the engagement, or a handoff.
// It is never written to.
type otherSide struct {
	*store.File
	name  string
	head  history.ID
	since *history.ID // what a handoff is based on
}

// openOther opens another copy of the engagement to read it.
func (s *Session) openOther(path string, options Options) (*otherSide, error) {
	name := filepath.Base(path)
	if s.file.IsAt(path) {
		return nil, wrongInput("%s is this engagement itself, and not another copy of it", name).hint("name the file from the other laptop")
	}
	file, err := store.Open(path, store.Options{ReadOnly: true, Passphrase: options.Passphrase})
	if errors.Is(err, store.ErrHandoff) {
		return s.openHandoff(path, name)
	}
	if err != nil {
		return nil, otherError(err)
	}
	other := &otherSide{File: file, name: name}
	if file.Engagement() != s.file.Engagement() {
		err = other.unrelated(s)
	} else if other.head, err = file.Head(); err != nil {
		err = storeError(err)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return other, nil
}

// Check holds the other side's whole history against itself: what does not
// follow there would not follow here afterwards. It takes as long as verifying
// that file. Of a handoff there is nothing whole to check.
func (m *Merging) Check(ctx context.Context) error {
	o := m.other
	if o.since != nil {
		return nil
	}
	found, err := o.Verify(ctx)
	if err != nil {
		return keepingError(ctx, err)
	}
	if len(found.Problems) > 0 {
		return unavailable(store.ErrDamaged, "%s is not intact, and nothing was merged: %s", o.name, found.Problems[0]).
			hint("ask for the file again, or for a backup of it")
	}
	return nil
}

func (s *Session) openHandoff(path, name string) (*otherSide, error) {
	handoff, err := s.file.OpenHandoff(path)
	if err != nil {
		return nil, otherError(err)
	}
	return &otherSide{File: handoff.File, name: name, since: &handoff.Since}, nil
}

func otherError(err error) error {
	if errors.Is(err, store.ErrPassphrase) || errors.Is(err, store.ErrSealed) {
		return caused(CodeUnavailable, err).hint("the passphrase of the other file may be another one: give it with --other-passphrase-file")
	}
	return storeError(err)
}

func (o *otherSide) unrelated(s *Session) error {
	return wrongInput("%s and %s are two engagements, not two copies of one, and cannot be merged", s.name(), o.name).
		hint("a copy is made with `demarc backup` or by copying the file")
}

// bring adds the commits that a history lacks to it, and returns them, parents
// before children.
func (o *otherSide) bring(s *Session, graph *history.Graph) ([]history.Entry, error) {
	if o.since != nil {
		if _, known := graph.Entry(*o.since); !known {
			return nil, refused("%s begins after commit %s, which %s does not have", o.name, o.since.Short(), s.name()).
				hint("ask for a handoff since an older commit, one that both have: `demarc log` lists them")
		}
	}
	entries, err := o.Entries()
	if err != nil {
		return nil, storeError(err)
	}
	var brought []history.Entry
	for _, entry := range entries {
		if o.since != nil {
			o.head = entry.ID
		}
		if _, known := graph.Entry(entry.ID); known {
			continue
		}
		if err := graph.Add(entry); errors.Is(err, history.ErrUnrelated) {
			return nil, o.unrelated(s)
		} else if err != nil {
			return nil, unavailable(err, "%s is no history that fits: %v", o.name, err).hint("ask for the file again")
		}
		entry.Header.Digests = nil
		brought = append(brought, entry)
	}
	return brought, nil
}

// IsCopy reports whether a file is another copy of the engagement, or a handoff
// of one. Of a sealed file nobody knows before its passphrase: store.ErrSealed.
func (s *Session) IsCopy(path string) (bool, error) {
	other, err := s.openOther(path, Options{})
	if err != nil {
		if errors.Is(err, store.ErrSealed) {
			return false, err
		}
		return false, nil
	}
	return true, other.Close()
}
