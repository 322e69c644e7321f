package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"demarc/assess"
)

func partyName(id string) string {
	for _, p := range known.Parties {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}

func TestFormulasAreNeutralised(t *testing.T) {
	tests := []struct{ name, cell, want string }{
		{"equals", "=cmd()", "'=cmd()"},
		{"plus", "+1", "'+1"},
		{"minus", "-1", "'-1"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"tab", "\t=1", "'\t=1"},
		{"carriage return", "\r=1", "'\r=1"},
		{"an apostrophe that was there", "'=1", "''=1"},
		{"an apostrophe of a name", "'s Gravenhage", "'s Gravenhage"},
		{"plain", "a=b", "a=b"},
		{"empty", "", ""},
		{"bytes that are no text", "a\xff\x00", "a\uFFFD\uFFFD"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := WriteTableCSV(&out, []string{"h", test.cell}, slices.Values([][]string{{"x", test.cell}})); err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(out.Bytes(), []byte("\uFEFF")))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				if row[1] != test.want {
					t.Errorf("got %q, want %q", row[1], test.want)
				}
			}
		})
	}
}

func TestExportedTable(t *testing.T) {
	assets := []assess.Asset{
		{ID: "id-1", Name: "Chat, \"the\" bot", Hosting: "aws_bedrock", Data: []string{"internal", "personal"}, Owner: "p1", Tags: []string{"a", "b"}, ApprovedUntil: mustDate(t, "2026-12-31"), ExternalID: "X"},
		{ID: "id-2", Name: "Plain", Hosting: "unknown", Lifecycle: assess.LifecycleRetired},
	}
	const want = "name,hosting_model,provider,service,model,account,region,endpoint,environment,data,exposure,retrieval,agentic,fine_tuned,custom_trained,approval,approved_until,lifecycle,owner,tags,notes,external_id\n" +
		"\"Chat, \"\"the\"\" bot\",aws_bedrock,,,,,,,,internal|personal,,,,,,,2026-12-31,,Cloud Security,a|b,,X\n" +
		"Plain,unknown,,,,,,,,,,,,,,,,retired,,,,id-2\n"
	var out bytes.Buffer
	if err := WriteAssetsCSV(&out, assets, partyName); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	if assets[0].Owner != "p1" || assets[1].ExternalID != "" {
		t.Error("writing changed the assets")
	}
}

// Excel takes a table without a mark for Windows-1252.
func TestAMarkOnlyWhereItIsNeeded(t *testing.T) {
	for text, want := range map[string]bool{"plain": false, "Grün": true, "😀": true} {
		var out bytes.Buffer
		if err := WriteTableCSV(&out, []string{"name"}, slices.Values([][]string{{text}})); err != nil {
			t.Fatal(err)
		}
		if got := strings.HasPrefix(out.String(), "\uFEFF"); got != want {
			t.Errorf("%q: byte order mark %v, want %v", text, got, want)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestWriteErrorsAreReported(t *testing.T) {
	for _, rows := range [][][]string{nil, {{strings.Repeat("x", 1<<20)}}, {{"ü"}}} {
		if err := WriteTableCSV(fullDisk{}, []string{"name"}, slices.Values(rows)); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("%d rows: %v", len(rows), err)
		}
	}
}

// texts are what people write, or attackers: emoji, right-to-left, formulas,
// quotes, separators, line breaks, 10,000 characters. White space at the ends
// and N/A are not kept, and neither can stand here.
func texts() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		start := rapid.SampledFrom([]string{"", "=", "'=", "''", "+", "-", "@", "'", "\"", "=cmd|' /C calc'!A0", "مساعد", "שלום\u202e", "😀", "x"}).Draw(t, "start")
		middle := rapid.StringOf(rapid.SampledFrom([]rune("ab é界,;|\t\n\r\"'=-@\u00a0\u202e\u200d👩\uFEFF"))).Draw(t, "middle")
		text := start + middle + rapid.SampledFrom([]string{"", "z", "'", "\"", "="}).Draw(t, "end")
		if rapid.IntRange(0, 20).Draw(t, "long") == 0 {
			text += strings.Repeat("語", 10_000-len([]rune(text)))
		}
		for strings.Contains(text, "\r\n") {
			text = strings.ReplaceAll(text, "\r\n", "\n")
		}
		if text = strings.TrimSpace(text); slices.Contains([]string{"n/a", "na", "#n/a"}, fold(text)) {
			return ""
		}
		return text
	})
}

func sets(item *rapid.Generator[string]) *rapid.Generator[[]string] {
	return rapid.Custom(func(t *rapid.T) (set []string) {
		for _, text := range rapid.SliceOfN(item, 0, 4).Draw(t, "items") {
			if text = strings.TrimSpace(strings.ReplaceAll(text, "|", "/")); text != "" {
				set = addToSet(set, text)
			}
		}
		return set
	})
}

func assetsToWrite() *rapid.Generator[assess.Asset] {
	return rapid.Custom(func(t *rapid.T) assess.Asset {
		prose := texts()
		text := rapid.Map(texts(), squeeze)
		a := assess.Asset{
			Name:          text.Filter(func(s string) bool { return s != "" }).Draw(t, "name"),
			Hosting:       rapid.SampledFrom([]string{"unknown", "aws_bedrock", "azure_openai"}).Draw(t, "hosting"),
			Provider:      text.Draw(t, "provider"),
			Service:       text.Draw(t, "service"),
			Model:         text.Draw(t, "model"),
			Account:       text.Draw(t, "account"),
			Region:        text.Draw(t, "region"),
			Endpoint:      text.Draw(t, "endpoint"),
			Environment:   text.Draw(t, "environment"),
			Exposure:      rapid.SampledFrom(append(assess.Exposures, "")).Draw(t, "exposure"),
			Retrieval:     rapid.SampledFrom(append(assess.Traits, "")).Draw(t, "retrieval"),
			Agentic:       rapid.SampledFrom(append(assess.Traits, "")).Draw(t, "agentic"),
			FineTuned:     rapid.SampledFrom(append(assess.Traits, "")).Draw(t, "fine_tuned"),
			CustomTrained: rapid.SampledFrom(append(assess.Traits, "")).Draw(t, "custom_trained"),
			Approval:      rapid.SampledFrom(append(assess.Approvals, "")).Draw(t, "approval"),
			ApprovedUntil: assess.Date(rapid.Int32Range(0, 40_000).Draw(t, "approved_until")),
			Lifecycle:     rapid.SampledFrom(append(assess.Lifecycles, "")).Draw(t, "lifecycle"),
			Owner:         rapid.SampledFrom([]string{"", "p1", "p2", "p3"}).Draw(t, "owner"),
			Tags:          sets(text).Draw(t, "tags"),
			Notes:         prose.Draw(t, "notes"),
			ExternalID:    text.Filter(func(s string) bool { return s != "" }).Draw(t, "external_id"),
		}
		classes := make([]string, len(assess.DataClasses))
		for i, c := range assess.DataClasses {
			classes[i] = string(c)
		}
		a.Data = sets(rapid.SampledFrom(classes)).Draw(t, "data")
		return a
	})
}

// What is no prose comes onto one line, and accents are composed, so that a name
// is one name however often it was typed and saved.
func TestOneSpellingOfEveryValue(t *testing.T) {
	sheet := mustRead(t, decomposed("name,tags,notes,owner\n\"Prüf-\n  bot\",\"a\tb|Süd\",\"Läuft\n  gut\",Büro\n"), nil, nil, Known{Parties: []Name{{"p1", "Büro"}}})
	got := sheet.Rows[0].Asset
	want := assess.Asset{Name: "Prüf- bot", ExternalID: "Prüf- bot", Hosting: "unknown", Tags: []string{"Süd", "a b"}, Notes: "Läuft\n  gut", Owner: "p1"}
	if !sameAsset(got, want) {
		t.Errorf("got  %+q\nwant %+q", got, want)
	}
}

// What is exported comes back as it was.
func TestExportThenImportIsIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		assets := rapid.SliceOfN(assetsToWrite(), 1, 4).Draw(t, "assets")
		var out bytes.Buffer
		if err := WriteAssetsCSV(&out, assets, partyName); err != nil {
			t.Fatal(err)
		}
		sheet, err := ReadAssets(bytes.NewReader(out.Bytes()), int64(out.Len()), nil, nil, known)
		if err != nil {
			t.Fatalf("%v in %q", err, out.String())
		}
		if len(sheet.Rows) != len(assets) {
			t.Fatalf("%d assets came back of %d", len(sheet.Rows), len(assets))
		}
		for i, row := range sheet.Rows {
			if len(row.Problems) > 0 || row.Composed || !sameAsset(row.Asset, assets[i]) {
				t.Fatalf("asset %d: %v\n got %+v\nwant %+v", i, problemTexts(row.Problems), row.Asset, assets[i])
			}
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\uFEFF"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range slices.Concat(rows...) {
			if cell != "" && strings.Contains(formulaStarts, cell[:1]) {
				t.Fatalf("%q is a formula", cell)
			}
		}
	})
}
