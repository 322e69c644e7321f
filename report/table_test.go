package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// setPages draws on pages of their own and reads them back.
func setPages(t *testing.T, draw func(b *book)) []setPage {
	t.Helper()
	b := mustBook(t, smallInput(t))
	b.section(upright, "Drawn", "")
	draw(b)
	document, err := b.finish()
	if err != nil {
		t.Fatal(err)
	}
	return readPages(t, document.PDF)
}

func TestTablesRepeatTheirHeadsOnEveryPage(t *testing.T) {
	pages := setPages(t, func(b *book) {
		table := b.newTable(column{head: "First", width: 200}, column{head: "Second", width: 283, right: true})
		for i := range 200 {
			table.row(wording(fmt.Sprintf("row %d", i)), wording("text"))
		}
		table.end()
	})
	if len(pages) < 4 {
		t.Fatalf("200 rows take %d pages", len(pages))
	}
	for i, p := range pages {
		first, found := p.find("First")
		if !found || first.y > 130 {
			t.Errorf("page %d has no heads over its rows", i+1)
		}
	}
}

func TestARowLongerThanAPageGoesOnUnderTheHeads(t *testing.T) {
	pages := setPages(t, func(b *book) {
		table := b.newTable(column{head: "First", width: 100}, column{head: "Second", width: 383})
		table.row(wording("before"), wording("text"))
		table.row(wording("long"), wording(strings.Repeat("one word after the other ", 2000)))
		table.row(wording("after"), wording("text"))
		table.end()
	})
	said := 0
	for i, p := range pages {
		if _, found := p.find("First"); !found {
			t.Errorf("page %d has no heads", i+1)
		}
		said += strings.Count(p.words(), "one") // a line may end within "one word after the other"
	}
	if _, found := pages[len(pages)-1].find("after"); !found || said < 2000 {
		t.Errorf("%d of 2,000 are set, and the last page says %s", said, pages[len(pages)-1].words())
	}
	for _, fault := range layoutFaults(pages) {
		t.Error(fault)
	}
}

func TestHeadsAndGroupsAreNeverLeftAloneAtAPagesFoot(t *testing.T) {
	for rows := range 50 {
		pages := setPages(t, func(b *book) {
			filler := b.newTable(column{head: "Filler", width: 483})
			for range rows {
				filler.row(wording("filler"))
			}
			filler.rest(0)
			b.heading("A heading")
			table := b.newTable(column{head: "Column", width: 483})
			table.group("A group")
			table.row(wording("first\nsecond\nthird"))
			table.end()
		})
		var on []int
		for _, text := range []string{"A heading", "Column", "A group", "first", "third"} {
			on = append(on, slices.IndexFunc(pages, func(p setPage) bool { _, found := p.find(text); return found }))
		}
		if slices.Min(on) != slices.Max(on) || on[0] < 0 {
			t.Errorf("after %d rows, heading, heads, group and row stand on pages %v", rows, on)
		}
	}
}

func TestATablesLastRowsAndItsRemarkNeverStandAlone(t *testing.T) {
	for _, c := range []struct {
		name, text, group, remark string
		least                     int // rows on the last of several pages
	}{
		{"rows of one line", "row", "", "", lastRows},
		{"with a remark", "row", "", "12 more, less grave.", lastRows},
		{"with a long remark", "row", "", strings.Repeat("and some more words ", 30), lastRows},
		{"rows of which fewer are deep enough", "row\nof\nthree lines", "", "", 4},
		{"with a group's line over each", "row", "A group", "", 5},
		{"rows as deep as a quarter of a page", "row" + strings.Repeat("\nand on", 14), "", "Remark", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			for rows := 1; rows < 50; rows++ {
				pages := setPages(t, func(b *book) {
					table := b.newTable(column{head: "Column", width: 483})
					for range rows {
						if table.row(wording(c.text)); c.group != "" {
							table.group(c.group)
						}
					}
					table.endWith(c.remark)
				})
				last := pages[len(pages)-1]
				on := strings.Count(last.words(), "row")
				if len(pages) > 1 && on < c.least {
					t.Errorf("of %d rows, %d stand on the last page: %.200s", rows, on, last.words())
				}
				if _, found := last.find(c.remark); c.remark != "" && len(c.remark) < 40 && !found {
					t.Errorf("after %d rows, the remark is not on the last page", rows)
				}
			}
		})
	}
}

func TestLabelsThatWrapKeepTheirRoom(t *testing.T) {
	pages := setPages(t, func(b *book) {
		b.facts(fact{strings.Repeat("a label much longer than its value ", 4), "short"}, fact{"Next", "value"}, fact{"Another long label, which wraps as well", "short"})
	})
	for _, fault := range layoutFaults(pages) {
		t.Error(fault)
	}
}

func TestNoLineOfAParagraphStandsAlone(t *testing.T) {
	text := strings.Repeat("some words to fill the lines of this paragraph ", 12)
	for rows := range 74 {
		pages := setPages(t, func(b *book) {
			b.y += float64(rows) * 9
			b.prose(styleBody, 400, text)
		})
		for i, p := range pages {
			lines := 0
			for _, t := range p.texts {
				if t.size == styleBody.size {
					lines++
				}
			}
			if lines == 1 {
				t.Errorf("with %d points above, page %d has one line alone", rows*9, i+1)
			}
		}
	}
}
