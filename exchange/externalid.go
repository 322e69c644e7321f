package exchange

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

const idJoin = " / "

// compose makes an external id of what a row says. Its spelling does not depend
// on white space or on how accents are encoded, which change each time somebody
// saves the sheet.
func (p *plan) compose(rec *record, name string) string {
	var parts []string
	for _, c := range p.idColumns {
		cell := squeeze(clean(rec.cell(c)))
		if cell != "" && (p.isName(c) || !p.nothing[fold(cell)]) {
			parts = append(parts, cell)
		}
	}
	if len(parts) == 0 {
		parts = []string{squeeze(name)}
	}
	return norm.NFC.String(strings.Join(parts, idJoin))
}

// composer gives composed ids to the rows that state none. Repeats are numbered
// in the order of the file, rejected rows included, so that mending a row does
// not give another row's id away.
type composer struct{ composed []string }

func (c *composer) add(id string) { c.composed = append(c.composed, id) }

func (c *composer) assign(rows []Row) {
	taken := map[string]bool{}
	for i := range rows {
		taken[rows[i].Asset.ExternalID] = true
	}
	last := map[string]int{}
	alike := map[string][]int{}
	for i := range rows {
		row := &rows[i]
		id := c.composed[i]
		if row.Asset.ExternalID != "" || id == "" {
			continue
		}
		row.Composed = true
		alike[id] = append(alike[id], i)
		for n := max(1, last[id]); ; n++ {
			numbered := id
			if n > 1 {
				numbered += " #" + strconv.Itoa(n)
			}
			if !taken[numbered] {
				taken[numbered], last[id] = true, n
				row.Asset.ExternalID = numbered
				break
			}
		}
	}
	for _, group := range alike {
		for _, i := range group {
			rows[i].ByOrder = len(group) > 1
		}
	}
}
