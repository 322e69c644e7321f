package inventory

import (
	"cmp"
	"slices"
	"strings"

	"demarc/app/desk"
	"demarc/assess"
)

// row is one asset as the list shows it.
type row struct {
	ID                                             string
	Name, Hosting, Approval, Data, Exposure, Owner string
	Unowned                                        int
	Counted                                        bool
	Unapproved                                     bool // nobody's approval holds today

	asset  *assess.Asset
	folded [columns]string // what rows are sorted by
	text   string          // what the filter looks through
}

// The columns of the list.
const (
	byName = iota
	byHosting
	byApproval
	byData
	byExposure
	byOwner
	byUnowned
	columns
)

// rowsOf makes the rows of all assets.
func rowsOf(d *desk.Desk) []row {
	state, evaluation := d.Session.State(), d.Session.Evaluation()
	rows := make([]row, 0, len(state.Assets))
	for _, asset := range state.SortedAssets() {
		r := rowOf(d, asset, evaluation.Today())
		r.Unowned = evaluation.AssetTotals(asset.ID).Unowned
		rows = append(rows, r)
	}
	return rows
}

func rowOf(d *desk.Desk, a *assess.Asset, today assess.Date) row {
	r := row{
		ID: a.ID, asset: a, Counted: a.Counted(), Name: desk.OneLine(a.Name), Hosting: d.HostingName(a.Hosting),
		Data: dataText(d, a.Data), Exposure: wordText(d, string(a.Exposure)), Owner: d.Person(a.Owner),
	}
	r.Approval, r.Unapproved = approvalText(d, a, today)
	r.folded = [columns]string{
		strings.ToLower(r.Name), strings.ToLower(r.Hosting), strings.ToLower(r.Approval), strings.ToLower(r.Data),
		strings.ToLower(r.Exposure), strings.ToLower(r.Owner),
	}
	r.text = strings.ToLower(strings.Join([]string{r.Name, a.Provider, a.Service, a.Model, a.ExternalID, r.Owner, strings.Join(a.Tags, " ")}, "\n"))
	return r
}

// approvalText says how an asset stands, and whether no approval holds.
func approvalText(d *desk.Desk, a *assess.Asset, today assess.Date) (string, bool) {
	ends := a.ApprovedUntil != 0 && (a.Approval == assess.ApprovalApproved || a.Approval == "")
	switch {
	case ends && a.ApprovedUntil < today:
		return d.T("expired %s", monthOf(a.ApprovedUntil)), true
	case a.Approval == "":
		return d.T("none"), true
	case !ends:
		return d.Plain(string(a.Approval)), false
	}
	return d.T("approved to %s", monthOf(a.ApprovedUntil)), false
}

func monthOf(date assess.Date) string { return date.Time().Format("2006-01") }

func dataText(d *desk.Desk, classes []string) string {
	names := make([]string, len(classes))
	for i, class := range classes {
		names[i] = d.Plain(class)
	}
	return strings.Join(names, ", ")
}

// wordText is a known value as people read it; nothing stays nothing.
func wordText(d *desk.Desk, word string) string {
	if word == "" {
		return ""
	}
	return d.Plain(word)
}

// criteria say which rows are listed, and in which order.
type criteria struct {
	Text                    string
	Hosting, Approval, Data string
	Unowned                 bool
	Sort                    int
	Down                    bool
}

// filters reports whether anything is left out.
func (c criteria) filters() bool {
	return strings.TrimSpace(c.Text) != "" || c.Hosting != "" || c.Approval != "" || c.Data != "" || c.Unowned
}

// cleared keeps the order alone.
func (c criteria) cleared() criteria { return criteria{Sort: c.Sort, Down: c.Down} }

// noApproval is the filter's word for assets of which nobody said anything.
const noApproval = "none"

func (c criteria) takes(r *row, query []string) bool {
	switch {
	case c.Unowned && r.Unowned == 0:
		return false
	case c.Hosting != "" && c.Hosting != hostingOf(r.asset):
		return false
	case c.Approval != "" && c.Approval != approvalOf(r.asset):
		return false
	case c.Data != "" && !slices.Contains(dataOf(r.asset), c.Data):
		return false
	}
	for _, word := range query {
		if !strings.Contains(r.text, word) {
			return false
		}
	}
	return true
}

func hostingOf(a *assess.Asset) string { return cmp.Or(a.Hosting, assess.HostingUnknown) }
func approvalOf(a *assess.Asset) string {
	return cmp.Or(string(a.Approval), noApproval)
}

func dataOf(a *assess.Asset) []string {
	if len(a.Data) == 0 {
		return []string{string(assess.DataUnknown)}
	}
	return a.Data
}

// line is one line of the list: an asset, or the heading of those that are not
// counted.
type line struct {
	row     *row
	heading bool
}

// arrange picks and sorts rows; those that are not counted stand last, under a
// heading.
func arrange(rows []row, c criteria) (lines []line, shown int) {
	query := strings.Fields(strings.ToLower(c.Text))
	var counted, others []line
	for i := range rows {
		switch r := &rows[i]; {
		case !c.takes(r, query):
		case r.Counted:
			counted = append(counted, line{row: r})
		default:
			others = append(others, line{row: r})
		}
	}
	c.sort(counted)
	c.sort(others)
	shown = len(counted) + len(others)
	if len(others) > 0 {
		counted = append(counted, line{heading: true})
	}
	return append(counted, others...), shown
}

// sort orders by a column; equals stay in the order of names. Blanks come last
// either way.
func (c criteria) sort(lines []line) {
	slices.SortStableFunc(lines, func(a, b line) int {
		order := 0
		if c.Sort == byUnowned {
			order = cmp.Compare(a.row.Unowned, b.row.Unowned)
		} else {
			x, y := a.row.folded[c.Sort], b.row.folded[c.Sort]
			if (x == "") != (y == "") {
				return map[bool]int{true: 1, false: -1}[x == ""]
			}
			order = strings.Compare(x, y)
		}
		if c.Down {
			return -order
		}
		return order
	})
}

// find is the first line whose name begins with a text in small letters, or -1.
func find(lines []line, text string) int {
	return slices.IndexFunc(lines, func(l line) bool { return !l.heading && strings.HasPrefix(l.row.folded[byName], text) })
}

// at is the line of an asset, or -1.
func at(lines []line, asset string) int {
	return slices.IndexFunc(lines, func(l line) bool { return !l.heading && l.row.ID == asset })
}

// uncounted are the assets that no figure counts.
func uncounted(rows []row) int {
	n := 0
	for i := range rows {
		if !rows[i].Counted {
			n++
		}
	}
	return n
}
