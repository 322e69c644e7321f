package engagement

import (
	"context"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/catalog"
	"demarc/history"
	"demarc/store"
)

// Merged says what a merge did.
type Merged struct {
	Head    history.Entry
	Commits int // that came
	Files   int // contents of evidence that came
	Erased  int // changes erased, because one side had forgotten their records
	// Left are backups that could not be opened and still hold what was forgotten.
	Left []string
}

// Merge makes the merge: everything that the other side has comes, and is on
// disk when it returns, or nothing does. The answers are by conflict. Without
// conflicts both laptops make the same commit; with them it is the act of
// whoever answered. progress, which may be nil, tells how many contents of
// evidence are copied.
func (m *Merging) Merge(ctx context.Context, answers map[string]history.Answer, progress func(done, total int)) (*Merged, error) {
	gathered, err := m.Gather(ctx, answers, progress)
	if err != nil {
		return nil, err
	}
	return gathered.Join(ctx)
}

// Gathered is a merge with all its answers, about to be made.
type Gathered struct {
	merging *Merging
	joining store.Joining
	files   int
}

// Gather is the long first part of Merge. It changes nothing that anybody sees,
// and may run beside the session when the merge was prepared with a Still of it.
func (m *Merging) Gather(ctx context.Context, answers map[string]history.Answer, progress func(done, total int)) (*Gathered, error) {
	if m.Nothing {
		return nil, refused("%s has everything that %s has already", m.session.name(), m.other.name)
	}
	g := &Gathered{merging: m, joining: store.Joining{Head: m.head}}
	if err := m.prepare(&g.joining, answers); err != nil {
		return nil, err
	}
	if err := m.pack(&g.joining); err != nil {
		return nil, err
	}
	var err error
	g.files, err = m.copyFiles(ctx, g.joining.Changes, progress)
	return g, err
}

// Join is the rest of Merge.
func (g *Gathered) Join(ctx context.Context) (*Merged, error) {
	s := g.merging.session.itself()
	done, err := s.file.Join(g.joining)
	if err != nil {
		return nil, storeError(err)
	}
	s.commits++
	s.losePast()
	if err := s.follow(g.joining.Changes, done.Records); err != nil {
		return nil, err
	}
	merged := &Merged{Head: done.Head, Commits: len(g.merging.Commits), Files: g.files, Erased: done.Erased}
	if done.Erased > 0 {
		if merged.Left, err = s.file.FinishForgetting(ctx); err != nil {
			return merged, s.tracesLeft(ctx, err)
		}
	}
	return merged, nil
}

// prepare says which records and which commit come of the merge.
func (m *Merging) prepare(j *store.Joining, answers map[string]history.Answer) error {
	if m.Forward {
		if len(answers) > 0 {
			return wrongInput("nothing is in conflict, so there is nothing to answer")
		}
		j.Changes = m.changes
		return nil
	}
	r, err := m.resolve(answers)
	if err != nil {
		return err
	}
	j.Changes = r.sorted(history.Ours)
	catalogue, err := m.catalogueOf(r)
	if err != nil {
		return err
	}
	a, _ := m.graph.Entry(m.head)
	b, _ := m.graph.Entry(m.other.head)
	merge := &store.Merging{Header: history.MergeHeader(a, b, catalogue), Changes: j.Changes}
	if merge.Header.Parents[0] == m.other.head {
		merge.Changes = r.sorted(history.Theirs)
	}
	j.Merge = merge
	if len(m.Conflicts) > 0 {
		s := m.session
		merge.Header.Time, merge.Header.Author, merge.Header.Capacity = s.moment(), s.author(), s.capacity()
		return nil
	}
	// Where a change that the salts rest on is forgotten, they are our own.
	if salts, err := m.graph.MergeSalts(m.head, m.other.head, m.load, merge.Changes); err == nil {
		merge.Salts = append([]history.Salt{}, salts...)
	}
	return nil
}

// catalogueOf is the hash of the catalogue that the merged records use.
func (m *Merging) catalogueOf(r *resolution) (string, error) {
	s := m.session
	record, err := r.record(s.state.Engagement.Ref())
	if err != nil {
		return "", caused(CodeInput, err)
	}
	if fields, altered := r.altered[s.state.Engagement.Ref()]; altered {
		if record, err = history.Unflatten(s.state.Engagement.Ref(), fields); err != nil {
			return "", caused(CodeInput, err)
		}
	}
	scope, ok := record.(*assess.Engagement)
	if !ok || scope.Packs == s.state.Engagement.Packs {
		return s.catalogue.SHA256, nil
	}
	var packs []*catalog.Pack
	for _, sum := range strings.Fields(scope.Packs) {
		pack, err := m.packBySum(sum)
		if err != nil {
			return "", err
		}
		packs = append(packs, pack)
	}
	catalogue, err := compose(packs)
	if err != nil {
		return "", err
	}
	return catalogue.SHA256, nil
}

// packBySum reads a pack from the side that has it.
func (m *Merging) packBySum(sum string) (*catalog.Pack, error) {
	if pack, err := m.session.packBySum(sum, nil); err == nil {
		return pack, nil
	}
	data, err := m.other.Pack(sum)
	if err != nil {
		return nil, storeError(err)
	}
	pack, err := catalog.Decode(data)
	if err != nil {
		return nil, unavailable(err, "%s: a catalogue pack cannot be read: %v", m.other.name, err)
	}
	return pack, nil
}

// pack wraps up the commits and the packs that the engagement lacks.
func (m *Merging) pack(j *store.Joining) error {
	for _, entry := range m.Commits {
		if _, err := m.load(entry.ID); err != nil {
			return storeError(err)
		}
		j.Parcels = append(j.Parcels, m.parcels[entry.ID])
	}
	have, err := m.session.file.Packs()
	if err != nil {
		return storeError(err)
	}
	theirs, err := m.other.Packs()
	if err != nil {
		return storeError(err)
	}
	for _, sum := range theirs {
		if slices.Contains(have, sum) {
			continue
		}
		data, err := m.other.Pack(sum)
		if err != nil {
			return storeError(err)
		}
		j.Packs = append(j.Packs, data)
	}
	return nil
}

// copyFiles brings the contents of evidence that will be on record, is not kept
// here, and is there. It is an orphan, and swept, if the merge fails.
func (m *Merging) copyFiles(ctx context.Context, changes []history.Change, progress func(done, total int)) (int, error) {
	wanted, err := m.wantedFiles(changes)
	if err != nil {
		return 0, err
	}
	for i, sum := range wanted {
		if progress != nil {
			progress(i, len(wanted))
		}
		content, err := m.other.OpenFile(sum)
		if err != nil {
			return 0, storeError(err)
		}
		if _, err := m.session.file.KeepFile(ctx, content, nil); err != nil {
			return 0, keepingError(ctx, err)
		}
	}
	return len(wanted), nil
}

func (m *Merging) wantedFiles(changes []history.Change) ([]string, error) {
	named := map[string]bool{}
	for _, evidence := range m.session.state.Evidence {
		named[evidence.SHA256] = true
	}
	for _, change := range changes {
		if f := field(change, "sha256"); change.Ref.Kind == assess.KindEvidence && f != nil {
			named[f.New] = true
		}
	}
	theirs, err := m.other.Files()
	if err != nil {
		return nil, storeError(err)
	}
	ours, err := m.session.KeptContents()
	if err != nil {
		return nil, err
	}
	var wanted []string
	for _, file := range theirs {
		if named[file.SHA256] && !ours[file.SHA256] {
			wanted = append(wanted, file.SHA256)
		}
	}
	return wanted, nil
}
