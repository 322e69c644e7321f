package engagement

import (
	"slices"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// mostMerged is how many sentences say what a merge brought; the log has them
// all, commit by commit.
const mostMerged = 5

// tell says what a commit did. Undo and redo are said by what they are about.
func (s *Session) tell(l *words.Language, entry history.Entry, did deeds) []string {
	switch {
	case entry.Header.Kind == history.KindForget && entry.Header.Reason != "":
		n := s.narrator(l)
		return []string{n.say("%s: %s", n.forgot(did.changes), entry.Header.Reason)}
	case entry.Header.Kind == history.KindMerge && len(did.brought) > 0:
		return []string{s.tellMerge(l, did)}
	case entry.Header.Kind == history.KindEdit && beginsVisit(did.changes):
		return []string{l.T("Began the next visit")}
	}
	return s.tellDeeds(l, did)
}

// tellAlone says what one commit of many did: of a merge, whose commits are told
// beside it, only that it was made.
func (s *Session) tellAlone(l *words.Language, id history.ID) ([]string, error) {
	graph, _, err := s.graph()
	if err != nil {
		return nil, err
	}
	entry, _ := graph.Entry(id)
	did, err := s.did(entry, s.read)
	if err != nil {
		return nil, err
	}
	if entry.Header.Kind == history.KindMerge && len(did.brought) > 0 {
		return []string{s.mergedWords(l, did.brought)}, nil
	}
	if entry.Header.Kind == history.KindForget {
		return s.tell(l, entry, did), nil
	}
	return s.tellDeeds(l, did), nil
}

// tellDeeds says what was changed, and of what was forgotten nothing but that.
func (s *Session) tellDeeds(l *words.Language, did deeds) []string {
	sentences := s.sentences(l, did.changes)
	switch n := len(did.erased); {
	case n == 1:
		sentences = append(sentences, l.T("A change that was forgotten"))
	case n > 1:
		sentences = append(sentences, l.T("%s changes that were forgotten", l.Number(n)))
	}
	return sentences
}

// tellMerge says whose commits a merge brought, and what they came to here.
func (s *Session) tellMerge(l *words.Language, did deeds) string {
	said := s.tellDeeds(l, did)
	if more := len(said) - mostMerged; more > 1 {
		said = append(said[:mostMerged:mostMerged], l.T("And %s changes more", l.Number(more)))
	}
	merged := s.mergedWords(l, did.brought)
	if len(said) == 0 {
		return l.T("%s, which changed nothing here", merged)
	}
	return l.T("%s: %s", merged, GoingOn(l, OneSentence(l, said)))
}

// mergedWords count commits that were brought, and name their authors.
func (s *Session) mergedWords(l *words.Language, brought []history.ID) string {
	var authors []string
	for _, id := range brought {
		if entry, known := s.chain.Entry(id); known && (entry.Header.Kind != history.KindMerge || len(brought) == 1) {
			authors = addNew(authors, entry.Header.Author)
		}
	}
	slices.Sort(authors)
	return l.T("Merged %s by %s", l.N(len(brought), "%s commit", "%s commits"), s.narrator(l).list(authors))
}

// forgot says what was forgotten by its kind alone: nothing else is known of it.
// What goes with an asset goes without saying.
func (n *narrator) forgot(changes []history.Change) string {
	var things []assess.RecordKind
	with := []assess.RecordKind{assess.KindCell, assess.KindDisposition}
	if slices.ContainsFunc(changes, func(c history.Change) bool { return c.Ref.Kind == assess.KindAsset }) {
		with = append(with, assess.KindRule)
	}
	for _, change := range changes {
		if !slices.Contains(with, change.Ref.Kind) {
			things = append(things, change.Ref.Kind)
		}
	}
	switch {
	case len(things) == 0:
		return n.language.N(len(changes), "Forgot %s record", "Forgot %s records")
	case len(things) > 1:
		return n.language.N(len(things), "Forgot %s record", "Forgot %s records")
	}
	switch things[0] {
	case assess.KindAsset:
		return n.say("Forgot an asset")
	case assess.KindParty:
		return n.say("Forgot a party")
	case assess.KindEvidence:
		return n.say("Forgot a piece of evidence")
	case assess.KindAction:
		return n.say("Forgot an action")
	}
	return n.say("Forgot a scope rule")
}

// firstVisit is how the first visit is written; it begins with the engagement.
const firstVisit = "1"

// beginsVisit reports whether changes begin the next visit.
func beginsVisit(changes []history.Change) bool {
	return slices.ContainsFunc(changes, func(c history.Change) bool {
		visit := field(c, "visit")
		return c.Ref.Kind == assess.KindEngagement && visit != nil && visit.New != "" && visit.New != firstVisit
	})
}
