package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// chapters are what every report has, in this order.
var chapters = []string{
	"Cover", "Document control", "Contents", "Summary", "Scope", "Assets", "Method", "Limitations", "Findings", "Priorities", "Plan of action", "Responsibility matrix",
	"Who holds what (RACI)", "Asset sheets", "Scope rules", "Evidence", "Applicability of controls", "Catalogue", "Framework references (indicative)", "Glossary",
	"How to verify this document", "Signature",
}

func TestEveryReportHasEveryChapter(t *testing.T) {
	for name, in := range map[string]Input{"nothing yet": emptyInput(t), "a few assets": smallInput(t), "an estate": syntheticInput(t, 26), "300 assets": syntheticInput(t, 300)} {
		t.Run(name, func(t *testing.T) {
			var found []string
			for _, p := range readPages(t, mustWrite(t, in).PDF) {
				if section := p.section(); len(found) == 0 || found[len(found)-1] != section {
					found = append(found, section)
				}
			}
			if !slices.Equal(found, chapters) {
				t.Errorf("the chapters are %q", found)
			}
		})
	}
}

// listing is a line of the contents as it is printed.
type listing struct {
	title string
	page  int
	sub   bool
	link  setLink
}

func contentsOfReport(t *testing.T, pages []setPage) []listing {
	t.Helper()
	var lines []listing
	p := pages[2]
	for _, text := range p.texts {
		if text.y < 110 || text.y > upright.bottom || text.text == "Contents" {
			continue
		}
		if page, err := strconv.Atoi(text.text); err == nil && text.x > 500 {
			lines[len(lines)-1].page = page
			continue
		}
		line := listing{title: text.text, sub: text.x > upright.left+5}
		for _, link := range p.links {
			if link.top <= text.y && text.y <= link.bottom {
				line.link = link
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func TestContentsPrintThePageOnWhichEachHeadingStands(t *testing.T) {
	for name, in := range map[string]Input{"a few assets": smallInput(t), "an estate": syntheticInput(t, 26), "a large estate": syntheticInput(t, 120)} {
		t.Run(name, func(t *testing.T) {
			pages := readPages(t, mustWrite(t, in).PDF)
			lines := contentsOfReport(t, pages)
			var listed []string
			for _, line := range lines {
				if !line.sub {
					listed = append(listed, line.title)
				}
				if line.link.page != line.page {
					t.Errorf("%q is listed on page %d and leads to page %d", line.title, line.page, line.link.page)
				}
				checkStandsAt(t, pages, line)
			}
			if want := slices.DeleteFunc(slices.Clone(chapters), func(c string) bool { return c == "Cover" || c == "Contents" }); !slices.Equal(listed, want) {
				t.Errorf("the contents list %q", listed)
			}
		})
	}
}

// checkStandsAt looks for a line's heading on its page, and that it is the
// first page of its chapter.
func checkStandsAt(t *testing.T, pages []setPage, line listing) {
	t.Helper()
	p := pages[line.page-1]
	if line.sub {
		bears := slices.ContainsFunc(p.texts, func(at setText) bool {
			return at.size >= styleHeading.size && strings.HasPrefix(line.title, at.text) && at.y > line.link.y && at.y < line.link.y+60
		})
		if !bears {
			t.Errorf("page %d does not bear %q where its link leads", line.page, line.title)
		}
		return
	}
	if p.section() != line.title || pages[line.page-2].section() == line.title {
		t.Errorf("%q does not begin on page %d", line.title, line.page)
	}
}

// outlineItem is a line of the reader's outline as qpdf reads it.
type outlineItem struct {
	Title string        `json:"title"`
	Page  int           `json:"destpageposfrom1"`
	Dest  []any         `json:"dest"`
	Kids  []outlineItem `json:"kids"`
}

func outlineOf(t *testing.T, pdf []byte) []outlineItem {
	t.Helper()
	var read struct {
		Outlines []outlineItem `json:"outlines"`
	}
	if err := json.Unmarshal(outside(t, pdf, "qpdf", "--json=2", "--json-key=outlines", "FILE"), &read); err != nil {
		t.Fatal(err)
	}
	return read.Outlines
}

func TestBookmarksLeadToChaptersAndAssets(t *testing.T) {
	in := syntheticInput(t, 26)
	document := mustWrite(t, in)
	pages := readPages(t, document.PDF)
	var titles []string
	for _, item := range outlineOf(t, document.PDF) {
		titles = append(titles, item.Title)
		if pages[item.Page-1].section() != item.Title {
			t.Errorf("the bookmark %q leads to page %d, which is of %q", item.Title, item.Page, pages[item.Page-1].section())
		}
		if item.Title == "Asset sheets" {
			checkAssetBookmarks(t, in, pages, item.Kids)
		}
		if y := bookmarkY(pages, item); y < 0 || y > 80 {
			t.Errorf("the bookmark %q leads to %.0f points below the page's edge", item.Title, y)
		}
	}
	if !slices.Equal(titles, chapters[1:]) {
		t.Errorf("the outline has %q", titles)
	}
}

func bookmarkY(pages []setPage, item outlineItem) float64 {
	return pages[item.Page-1].height - item.Dest[3].(float64)
}

func checkAssetBookmarks(t *testing.T, in Input, pages []setPage, kids []outlineItem) {
	t.Helper()
	assets := in.Evaluation.Assets()
	if len(kids) != len(assets) {
		t.Fatalf("%d of %d assets have a bookmark", len(kids), len(assets))
	}
	for i, asset := range assets {
		if kids[i].Title != asset.Name || !strings.Contains(pages[kids[i].Page-1].words(), "ASSET "+asset.Name) {
			t.Errorf("the bookmark %q on page %d is not that of %s", kids[i].Title, kids[i].Page, asset.Name)
		}
	}
}

func TestNamesInTablesLeadToTheirSheets(t *testing.T) {
	in := syntheticInput(t, 26)
	pages := readPages(t, mustWrite(t, in).PDF)
	for _, chapter := range []string{"Assets", "Responsibility matrix"} {
		followed := 0
		for _, p := range pages {
			if p.section() != chapter {
				continue
			}
			for _, link := range p.links {
				name, found := textIn(p, link)
				name = strings.TrimSuffix(name, ellipsis)
				if !found || !strings.Contains(pages[link.page-1].words(), "ASSET "+name) {
					t.Errorf("%q leads to page %d, where no sheet of it begins", name, link.page)
				}
				followed++
			}
		}
		if followed != len(in.Evaluation.Assets()) {
			t.Errorf("%s has %d links to the sheets of %d assets", chapter, followed, len(in.Evaluation.Assets()))
		}
	}
}

// textIn is the first text that stands within a link.
func textIn(p setPage, link setLink) (string, bool) {
	for _, text := range p.texts {
		if text.x >= link.left-0.5 && text.x < link.right && text.y > link.top && text.y < link.bottom+0.5 {
			return text.text, true
		}
	}
	return "", false
}

func TestRowsOfFindingsLeadToTheirBlocks(t *testing.T) {
	in := smallInput(t)
	pages := readPages(t, mustWrite(t, in).PDF)
	var reached []string
	for _, p := range pages {
		if p.section() != "Findings" {
			continue
		}
		for _, link := range p.links {
			if pages[link.page-1].section() != "Findings" {
				continue // to a sheet
			}
			for _, text := range pages[link.page-1].texts {
				if strings.HasPrefix(text.text, "f-") && text.y > link.y && text.y < link.y+30 {
					reached = append(reached, text.text)
				}
			}
		}
	}
	var want []string
	for i := range in.Findings {
		want = append(want, in.Findings[i].ID)
	}
	if !slices.Equal(reached, want) {
		t.Errorf("the rows lead to %q, not to the blocks of %q", reached, want)
	}
}

func TestEveryPageButTheCoverSaysWhichOfHowManyItIs(t *testing.T) {
	document := mustWrite(t, syntheticInput(t, 26))
	pages := readPages(t, document.PDF)
	if document.Pages != len(pages) {
		t.Errorf("the document counts %d pages and has %d", document.Pages, len(pages))
	}
	for i, p := range pages {
		says := fmt.Sprintf("Page %d of %d", i+1, len(pages))
		at, found := p.find(says)
		if found != (i > 0) || (found && at.y < p.height-31) {
			t.Errorf("page %d does not say %q at its foot", i+1, says)
		}
	}
}

// TestOthersReadTheText has the text read by a program of another maker, as a
// search or a screen reader would.
func TestOthersReadTheText(t *testing.T) {
	in := syntheticInput(t, 26)
	text := string(outside(t, mustWrite(t, in).PDF, "pdftotext", "-layout", "FILE", "-"))
	for _, says := range append([]string{"Nordhaven Insurance", inEnglish.sumText(in.Evaluation.Totals()), "§ 11.3", "Weiss & Partner"}, chapters[1:]...) {
		if !strings.Contains(text, says) {
			t.Errorf("pdftotext does not find %q", says)
		}
	}
}
