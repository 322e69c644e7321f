package engagement

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
	"demarc/store"
)

// HandedOff says what is in a handoff.
type HandedOff struct {
	Since   history.Entry
	Commits int
	Files   int
}

// Handoff writes what another copy of the engagement lacks to one sealed file,
// which every copy of the engagement can merge and nobody else can read. Since
// is the newest commit that the other side is known to have, by the first digits
// of its id; where it is empty that is what was last merged from there. An
// existing file is never overwritten.
func (s *Session) Handoff(ctx context.Context, path, since string) (*HandedOff, error) {
	graph, head, err := s.file.Graph()
	if err != nil {
		return nil, storeError(err)
	}
	from := knownElsewhere(graph, head)
	if since != "" {
		if from, err = s.file.Resolve(since); err != nil {
			return nil, caused(CodeInput, err)
		}
	}
	parting := store.Parting{Since: from, Commits: graph.Missing(from, head)}
	if len(parting.Commits) == 0 {
		return nil, refused("nothing was changed since commit %s, so there is nothing to hand off", from.Short())
	}
	if err := s.fillParting(&parting, graph, head); err != nil {
		return nil, err
	}
	if err := s.file.Handoff(ctx, path, parting); errors.Is(err, store.ErrExists) {
		return nil, wrongInput("%s exists already", filepath.Base(path)).hint("choose another name; nothing is ever overwritten")
	} else if err != nil {
		return nil, keepingError(ctx, err)
	}
	entry, _ := graph.Entry(from)
	return &HandedOff{entry, len(parting.Commits), len(parting.Files)}, nil
}

// knownElsewhere is the newest commit that another copy is known to have: what
// was merged last from there, or else the first of all. A taking-over leaves no
// trace of whose the commits were.
func knownElsewhere(graph *history.Graph, head history.ID) history.ID {
	line := graph.Line(head)
	for i, entry := range slices.Backward(line) {
		if len(entry.Header.Parents) < 2 {
			continue
		}
		for _, parent := range entry.Header.Parents {
			if parent != line[i-1].ID {
				return parent
			}
		}
	}
	return line[0].ID
}

// fillParting names the packs that came into use in the commits of a handoff, at
// whatever time, and the contents that evidence has now and did not have before.
func (s *Session) fillParting(p *store.Parting, graph *history.Graph, head history.ID) error {
	load := history.Remember(func(id history.ID) (history.Commit, error) {
		parcel, err := s.file.Parcel(id)
		if err != nil {
			return history.Commit{}, err
		}
		return parcel.Commit()
	})
	packs, files := map[string]bool{}, map[string]bool{}
	for _, id := range p.Commits {
		commit, err := load(id)
		if err != nil {
			return storeError(err)
		}
		for _, change := range commit.Changes {
			if f := field(change, "packs"); change.Ref.Kind == assess.KindEngagement && f != nil {
				for _, sum := range strings.Fields(f.New) {
					packs[sum] = packs[sum] || !slices.Contains(strings.Fields(f.Old), sum)
				}
			}
		}
	}
	net, err := graph.Net(p.Since, head, load)
	if err != nil {
		return storeError(err)
	}
	for _, change := range net.Changes {
		if f := field(change, "sha256"); change.Ref.Kind == assess.KindEvidence && f != nil {
			files[f.New] = true
		}
	}
	kept, err := s.KeptContents()
	if err != nil {
		return err
	}
	maps.DeleteFunc(packs, func(_ string, fresh bool) bool { return !fresh })
	maps.DeleteFunc(files, func(sum string, _ bool) bool { return !kept[sum] })
	p.Packs, p.Files = slices.Sorted(maps.Keys(packs)), slices.Sorted(maps.Keys(files))
	return nil
}
