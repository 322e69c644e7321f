package past

import (
	"slices"

	"demarc/assess"
	"demarc/history"
)

// undoing says whether a commit can be taken back, and what stands in its way.
type undoing struct {
	now   bool // it is the next one to be taken back
	again bool // it is the next one to be made again
	words string
	// same heads the later commits in the way that touch the same records;
	// links are those, newest first, and more how many are not among them.
	same  string
	links []link
	more  int
}

// link leads to another commit.
type link struct {
	commit history.ID
	text   string
}

// mostLinks is how many commits in the way are listed.
const mostLinks = 8

func (c *chronicle) undoing(id history.ID) undoing {
	if at := slices.Index(c.undo, id); at >= 0 {
		return c.inTheWay(id, c.undo[at+1:])
	}
	e := &c.entries[c.place[id]]
	t := c.desk.T
	switch {
	case !e.OnLine:
		return undoing{words: t("This came with a merge: it is taken back with all that the merge brought.")}
	case len(c.redo) > 0 && c.redo[len(c.redo)-1] == id:
		return undoing{again: true, words: t("This change was taken back. Redo makes it again.")}
	case slices.Contains(c.redo, id):
		return undoing{words: t("This change was taken back. Redo makes it again, after those that were taken back later.")}
	case e.Header.Kind == history.KindUndo:
		return undoing{words: t("This took a change back. Redo makes that change again, until something else is changed."), links: c.target(e.Header.Target)}
	case e.Header.Kind == history.KindRedo:
		return undoing{words: t("This made a change again. It is taken back like the change itself."), links: c.target(e.Header.Target)}
	case len(e.Header.Parents) == 0:
		return undoing{words: t("This made the engagement: it cannot be taken back.")}
	}
	for i := range c.entries {
		if h := &c.entries[i].Header; h.Kind == history.KindUndo && h.Target == id {
			return undoing{words: t("This change was taken back, and something else was changed since."), links: []link{c.link(c.entries[i].ID)}}
		}
	}
	return undoing{words: t("This cannot be taken back: something was removed from the history since, for good.")}
}

// inTheWay says which of the later changes have to be taken back first.
func (c *chronicle) inTheWay(id history.ID, later []history.ID) undoing {
	d := c.desk
	if len(later) == 0 {
		return undoing{now: true, words: d.T("This is the last change. Undo takes it back, as a commit of its own.")}
	}
	u := undoing{words: d.N(len(later), "%s later change has to be taken back first: changes are taken back last one first.",
		"%s later changes have to be taken back first: changes are taken back last one first.")}
	touched := map[assess.Ref]bool{}
	for _, change := range c.entries[c.place[id]].Changes {
		touched[change.Ref] = true
	}
	var same []history.ID
	for i := len(later) - 1; i >= 0; i-- {
		if slices.ContainsFunc(c.entries[c.place[later[i]]].Changes, func(change history.Change) bool { return touched[change.Ref] }) {
			same = append(same, later[i])
		}
	}
	if len(same) == 0 {
		u.same = d.T("None of them touches the same records.")
		return u
	}
	u.same = d.N(len(same), "Of these, %s touches the same records:", "Of these, %s touch the same records:")
	for _, commit := range same[:min(len(same), mostLinks)] {
		u.links = append(u.links, c.link(commit))
	}
	u.more = len(same) - len(u.links)
	return u
}

func (c *chronicle) target(id history.ID) []link {
	if _, ok := c.place[id]; !ok {
		return nil
	}
	return []link{c.link(id)}
}

func (c *chronicle) link(id history.ID) link {
	at := c.place[id]
	e := &c.entries[at]
	return link{id, c.desk.ShortDate(moment(e)) + " " + c.told[at].time + "  " + c.told[at].sentence}
}
