package engagement

import (
	"context"
	"errors"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
	"demarc/store"
)

// Forgotten is what Forget did.
type Forgotten struct {
	// Records is how many records went, Values how many changes of them were
	// erased from the history.
	Records, Values int
	// Left are the backups that could not be opened, and still hold them.
	Left []string
}

// Forget removes records for good, from the engagement, its history and the
// backups beside it. Each is a party, an asset, evidence, an action or a scope
// rule, named by its id or unambiguous name, or as kind:name. With an asset go its
// cells, what was decided about its own findings, and the rules for a tag that no
// other asset has. What other records say of it in words stays, and so do copies
// elsewhere and reports.
func (s *Session) Forget(ctx context.Context, names []string, reason string) (Forgotten, error) {
	f, err := s.PrepareForget(names)
	if err != nil {
		return Forgotten{}, err
	}
	err = f.Erase(ctx, reason)
	return f.Follow(), err
}

// Forgetting is a forgetting that was looked at and not done yet.
type Forgetting struct {
	// Records are on record and would go: those that were named, and what goes
	// with them.
	Records []assess.Ref

	session *Session
	refs    []assess.Ref // also what only the history has any more
	header  history.Header
	done    store.Forgotten
}

// PrepareForget looks at what Forget would remove. Nothing is changed.
func (s *Session) PrepareForget(names []string) (*Forgetting, error) {
	refs, err := s.forgettable(names)
	if err != nil {
		return nil, err
	}
	f := &Forgetting{session: s, refs: refs}
	for _, ref := range refs {
		if s.state.Get(ref) != nil {
			f.Records = append(f.Records, ref)
		}
	}
	f.header = history.Header{
		Time: s.moment(), Author: s.author(), Capacity: s.capacity(), Kind: history.KindForget, Catalogue: s.catalogue.SHA256,
	}
	return f, nil
}

// tracesLeft is trouble with writing the file and its backups anew, after
// something was forgotten in it.
func (s *Session) tracesLeft(ctx context.Context, err error) error {
	trouble := unavailable(err, "it is forgotten in %s, but can still be found in unused parts of the file or in backups: %s", s.name(), err)
	if ctx.Err() != nil {
		trouble = unavailable(errors.Join(ctx.Err(), err), "it is forgotten in %s, but can still be found in unused parts of the file or in backups: removing it there was stopped", s.name())
	}
	return trouble.hint("opening it for a change goes on with that, where there is room and the folder may be written")
}

// Erase is the long part of Forget. It is about the file alone, and may run
// beside the session. An error does not say that nothing is forgotten: Follow
// does.
func (f *Forgetting) Erase(ctx context.Context, reason string) error {
	if reason = clean(reason); reason == "" {
		return wrongInput("forgetting needs a reason").hint("give it with --reason; it stays in the history, so name nobody in it")
	}
	if len(reason) > history.MaxReason {
		return wrongInput("the reason is too long")
	}
	head, err := f.session.file.Head()
	if err != nil {
		return storeError(err)
	}
	f.header.Parents, f.header.Reason = []history.ID{head}, reason
	f.done, err = f.session.file.Forget(ctx, f.header, f.refs)
	switch {
	case err != nil && f.happened():
		return f.session.tracesLeft(ctx, err)
	case err != nil:
		return keepingError(ctx, err)
	}
	return nil
}

// happened reports whether the records are gone, also where their traces could
// not be removed yet.
func (f *Forgetting) happened() bool { return f.done.Commit.ID != history.ID{} }

// Follow brings the session to what was erased, and says what that was.
func (f *Forgetting) Follow() Forgotten {
	if !f.happened() {
		return Forgotten{}
	}
	s := f.session
	s.commits++
	s.losePast()
	for _, ref := range f.refs {
		s.state.Delete(ref)
	}
	s.evaluation.Update(f.refs)
	return Forgotten{Records: len(f.Records), Values: f.done.Values, Left: f.done.Left}
}

// forgettable lists the records that are meant, and those that go with them.
func (s *Session) forgettable(names []string) ([]assess.Ref, error) {
	if len(names) == 0 {
		return nil, wrongInput("nothing to forget").hint("name the records that are to go")
	}
	var refs []assess.Ref
	for _, name := range names {
		ref, err := s.findRecord(name)
		if err != nil {
			return nil, err
		}
		refs = append(refs, ref)
		if ref.Kind == assess.KindAsset {
			of, err := s.ofAsset(ref.Key)
			if err != nil {
				return nil, err
			}
			refs = append(refs, of...)
		}
	}
	slices.SortFunc(refs, func(a, b assess.Ref) int {
		return strings.Compare(string(a.Kind)+"\x00"+a.Key, string(b.Kind)+"\x00"+b.Key)
	})
	return slices.Compact(refs), nil
}

// ofAsset lists what is an asset's own, also what only the history has any more.
func (s *Session) ofAsset(asset string) ([]assess.Ref, error) {
	var refs []assess.Ref
	log, err := s.entries()
	if err != nil {
		return nil, err
	}
	for _, entry := range log {
		changes, err := s.changes(entry.ID)
		if err != nil {
			return nil, err
		}
		for _, change := range changes {
			switch of, _, _ := strings.Cut(change.Ref.Key, "/"); change.Ref.Kind {
			case assess.KindCell:
				if of == asset {
					refs = append(refs, change.Ref)
				}
			case assess.KindDisposition:
				if s.decidesOn(change, asset) {
					refs = append(refs, change.Ref)
				}
			}
		}
	}
	for _, rule := range s.state.SortedRules() {
		if rule.Scope.Kind == assess.ScopeTag && s.onlyOne(s.state.Assets[asset], rule.Scope.Value) {
			refs = append(refs, rule.Ref())
		}
	}
	return refs, nil
}

// decidesOn reports whether a disposition is about a finding of one asset, and
// not one that other assets share.
func (s *Session) decidesOn(change history.Change, asset string) bool {
	if eitherValue(change, "asset") != asset {
		return false
	}
	own := slices.Contains(assess.FindingsOn(asset, ""), change.Ref.Key)
	return own || slices.Contains(assess.FindingsOn(asset, eitherValue(change, "control")), change.Ref.Key)
}

// onlyOne reports whether an asset is the only one with a tag.
func (s *Session) onlyOne(asset *assess.Asset, tag string) bool {
	has := func(a *assess.Asset) bool {
		return slices.ContainsFunc(a.Tags, func(t string) bool { return strings.EqualFold(t, tag) })
	}
	if asset == nil {
		return false
	}
	others := slices.ContainsFunc(s.state.SortedAssets(), func(a *assess.Asset) bool { return a.ID != asset.ID && has(a) })
	return has(asset) && !others
}
