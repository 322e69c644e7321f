package past

import (
	"slices"
	"strings"
	"time"

	"demarc/app/desk"
	"demarc/engagement"
	"demarc/history"
)

// chronicle is the log as it is shown. It is read once, and again when
// something was committed; filters pick from what was read.
type chronicle struct {
	desk     *desk.Desk
	entries  []engagement.LogEntry // newest first
	told     []line                // of each entry
	place    map[history.ID]int
	undo     []history.ID // what can be taken back, the next one last
	redo     []history.ID
	discreet func(string) string

	filter filter
	lines  []line // what the filter lets through, under the headings of days
	shown  int
}

// filter picks commits; empty fields pick all.
type filter struct{ author, asset, control string }

func (f filter) on() bool { return f != filter{} }

// line is one row of the list: a day, or a commit.
type line struct {
	heading   string
	commit    history.ID
	time      string
	sentence  string
	who, role string
	faint     bool // no longer in effect
	signed    bool
}

// read brings the chronicle to what is stored.
func (c *chronicle) read() error {
	entries, err := c.desk.Session.Log(c.desk.Language, engagement.LogFilter{})
	if err != nil {
		return err
	}
	c.entries, c.discreet = entries, c.desk.Discreet()
	c.place = make(map[history.ID]int, len(entries))
	for i := range entries {
		c.place[entries[i].ID] = i
	}
	if c.undo, c.redo, err = c.desk.Session.Stack(); err != nil {
		return err
	}
	c.tell()
	return c.pick(c.filter)
}

// tell words each entry.
func (c *chronicle) tell() {
	inEffect := make(map[history.ID]bool, len(c.undo))
	for _, id := range c.undo {
		inEffect[id] = true
	}
	undone := map[history.ID]bool{}
	for i := range c.entries {
		if h := &c.entries[i].Header; h.Kind == history.KindUndo && !inEffect[h.Target] {
			undone[h.Target] = true
		}
	}
	c.told = make([]line, len(c.entries))
	for i := range c.entries {
		e := &c.entries[i]
		c.told[i] = line{
			commit: e.ID, time: c.desk.Time(moment(e)), sentence: c.discreet(engagement.OneSentence(c.desk.Language, e.Sentences)),
			who: c.author(e.Header.Author), role: c.capacity(e.Header.Capacity), signed: e.Header.Signer != "",
		}
		if undone[e.ID] {
			c.told[i].faint = true
			c.told[i].sentence = c.desk.T("Taken back: %s", engagement.GoingOn(c.desk.Language, c.told[i].sentence))
		}
	}
}

// moment is when a commit was made, on the clock of whoever looks.
func moment(e *engagement.LogEntry) time.Time { return e.Header.Time.Time().Local() }

// author names who committed; presenting, people go unnamed.
func (c *chronicle) author(name string) string {
	if !c.desk.Presenting {
		return desk.OneLine(name)
	}
	if shown := c.discreet(name); shown != desk.OneLine(name) {
		return shown
	}
	return c.desk.T("a person")
}

func (c *chronicle) capacity(capacity history.Capacity) string {
	switch capacity {
	case history.CapacityAssessor:
		return c.desk.T("assessor")
	case history.CapacityClient:
		return c.desk.T("client")
	case history.CapacityImport:
		return c.desk.T("import")
	case history.CapacityScan:
		return c.desk.T("scan")
	}
	return c.desk.Plain(string(capacity))
}

// pick lists what a filter lets through. What concerns an asset or a control,
// a rule's reach included, is the engagement's to say.
func (c *chronicle) pick(f filter) error {
	wanted := func(history.ID) bool { return true }
	if f.on() {
		found, err := c.desk.Session.Log(c.desk.Language, engagement.LogFilter{Asset: f.asset, Control: f.control, By: f.author})
		if err != nil {
			return err
		}
		ids := make(map[history.ID]bool, len(found))
		for i := range found {
			ids[found[i].ID] = true
		}
		wanted = func(id history.ID) bool { return ids[id] }
	}
	c.filter = f
	c.lines, c.shown = c.byDay(wanted)
	return nil
}

// byDay sets the commits of each day under a heading.
func (c *chronicle) byDay(wanted func(history.ID) bool) (lines []line, shown int) {
	day, heading := "", 0
	count := 0
	total := func() {
		if count > 0 {
			lines[heading].heading += " · " + c.desk.N(count, "%s commit", "%s commits")
		}
	}
	for i := range c.told {
		if !wanted(c.told[i].commit) {
			continue
		}
		if date := c.desk.Date(moment(&c.entries[i])); date != day {
			total()
			day, heading, count = date, len(lines), 0
			lines = append(lines, line{heading: date})
		}
		lines = append(lines, c.told[i])
		count++
		shown++
	}
	total()
	return lines, shown
}

// row is where a commit is listed, or -1.
func (c *chronicle) row(id history.ID) int {
	return slices.IndexFunc(c.lines, func(l line) bool { return l.heading == "" && l.commit == id })
}

// entry finds a commit by its id or the beginning of it.
func (c *chronicle) entry(id string) (history.ID, bool) {
	for i := range c.entries {
		if id != "" && strings.HasPrefix(c.entries[i].ID.String(), strings.ToLower(id)) {
			return c.entries[i].ID, true
		}
	}
	return history.ID{}, false
}

// find is the row whose sentence begins with a text, from the top.
func (c *chronicle) find(text string) int {
	return slices.IndexFunc(c.lines, func(l line) bool {
		return l.heading == "" && len(l.sentence) >= len(text) && strings.EqualFold(l.sentence[:len(text)], text)
	})
}

// countWords say how many commits there are, and how many are listed.
func (c *chronicle) countWords() string {
	if c.filter.on() {
		return c.desk.T("showing %s of %s", c.desk.Number(c.shown), c.desk.N(len(c.entries), "%s commit", "%s commits"))
	}
	return c.desk.N(len(c.entries), "%s commit", "%s commits")
}
