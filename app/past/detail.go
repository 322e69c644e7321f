package past

import (
	"demarc/assess"
	"demarc/engagement"
	"demarc/history"
)

// detail is one commit, whole, in words.
type detail struct {
	id         history.ID
	sentences  []string
	when       string
	who, role  string
	kind, hash string
	signed     string // who signed it, or why nobody is known to have
	forged     bool   // its signature does not hold
	records    []record
	more       int // changed records that are not among them
	undoing    undoing
}

// record is one changed record: what it is, and its fields before and after.
type record struct {
	title  string
	fields []field
}

// field is a changed field: its name, and both values in words.
type field struct{ name, text string }

// detail words a commit, with at most so many of its records.
func (c *chronicle) detail(id history.ID, most int) detail {
	at := c.place[id]
	e, told := &c.entries[at], &c.told[at]
	when := moment(e)
	d := detail{
		id: id, when: c.desk.Date(when) + ", " + told.time, who: told.who, role: told.role,
		kind: c.kind(e.Header.Kind), hash: id.Short(), undoing: c.undoing(id),
	}
	d.signed, d.forged = c.signed(e)
	for _, sentence := range e.Sentences {
		d.sentences = append(d.sentences, shorten(c.discreet(sentence), 400))
	}
	w := wording{c: c, names: namesIn(e)}
	for _, change := range e.Changes[:min(most, len(e.Changes))] {
		d.records = append(d.records, record{w.title(change.Ref), w.fields(change)})
	}
	d.more = len(e.Changes) - len(d.records)
	return d
}

// signed names who signed a commit. Without a signature its author is what was
// typed.
func (c *chronicle) signed(e *engagement.LogEntry) (by string, forged bool) {
	name, err := c.desk.Session.SignedBy(e.Entry)
	switch {
	case err != nil:
		return c.desk.Sentence(err), true
	case name == "":
		return c.desk.T("nobody: the author is as stated"), false
	}
	return c.author(name), false
}

func (c *chronicle) kind(kind history.Kind) string {
	switch kind {
	case history.KindEdit:
		return c.desk.T("change")
	case history.KindAdopt:
		return c.desk.T("catalogue adopted")
	case history.KindForget:
		return c.desk.T("removed from the history")
	}
	return c.desk.Plain(string(kind))
}

// namesIn keeps the names that a commit gave or took, for records that are no
// more.
func namesIn(e *engagement.LogEntry) map[assess.Ref]string {
	names := map[assess.Ref]string{}
	for _, change := range e.Changes {
		for _, f := range change.Fields {
			if f.Path == "name" || f.Path == "title" {
				names[change.Ref] = f.New
				if f.New == "" {
					names[change.Ref] = f.Old
				}
			}
		}
	}
	return names
}
