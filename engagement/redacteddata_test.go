package engagement

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"demarc/assess"
	"demarc/catalog"
	"demarc/exchange"
	"demarc/report"
)

// notHidden are texts that a redacted report may show.
var notHidden = []string{"Engagement.client", "Engagement.report_version", "Engagement.firm", "Engagement.logo", "Engagement.colour", "Engagement.classification", "Engagement.disclaimer", "Evidence.sha256", "Cell.reopened"}

// plantSecrets puts a secret into every text of a struct that may hold any, and
// into those that are empty. It notes them by secret.
func plantSecrets(v reflect.Value, kind, prefix string, secrets map[string]string) {
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		path, f := prefix+name, v.Field(i)
		switch {
		case name == "-" || slices.Contains(notHidden, kind+"."+path):
		case f.Kind() == reflect.Struct && name == "":
			plantSecrets(f, kind, prefix, secrets)
		case f.Kind() == reflect.Struct:
			plantSecrets(f, kind, path+".", secrets)
		case f.Kind() == reflect.Pointer && !f.IsNil():
			plantSecrets(f.Elem(), kind, path+".", secrets)
		case f.Type() == reflect.TypeFor[string]() && f.Len() == 0:
			secret := fmt.Sprintf("Zq%04dx", len(secrets))
			secrets[secret] = kind + "." + path
			f.SetString(secret)
		}
	}
}

// adoptOwn lays a pack of the client's own over the catalogue, with a secret in
// each of its texts, the name of somebody on record among them.
func adoptOwn(t *testing.T, s *Session) {
	t.Helper()
	var person string
	for _, p := range s.state.SortedParties() {
		if p.Type == assess.Person {
			person = p.Name
		}
	}
	n := 0
	text := regexp.MustCompile(`§`).ReplaceAllStringFunc(ownPack, func(string) string {
		n++
		return fmt.Sprintf("Zqpack%02dx", n)
	})
	pack, err := catalog.LoadFile("zqpack00x.yaml", []byte(strings.ReplaceAll(text, "PERSON", person)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Adopt(pack, false); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddAsset(AssetFields{Name: textOf("Own gateway"), Hosting: textOf("own_gateway")}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddAsset(AssetFields{Name: textOf("Call centre"), Hosting: textOf("aws_bedrock"), Provider: textOf("Zqpack04x")}); err != nil {
		t.Fatal(err)
	}
}

func textOf(text string) *string { return &text }

// packSecrets are what adoptOwn planted.
func packSecrets(secrets map[string]string) map[string]string {
	all := maps.Clone(secrets)
	for n := range 1 + strings.Count(ownPack, "§") {
		all[fmt.Sprintf("Zqpack%02dx", n)] = "a text of the pack"
	}
	return all
}

const ownPack = `# §
schema: demarc-pack/1
name: own
title: § of PERSON
version: 0.1.0
as_of: 2026-11-01
providers:
- {name: §, aliases: [§]}
models:
- {id: own_gateway, name: §, provider: §, company: Zqpack03x, service_type: §, class: §, aliases: [§]}
frameworks:
- {id: OWN-1, name: §, edition: §, refs: [§, §], note: §}
texts:
- {id: own-text, title: §}
controls:
- id: OWN-001
  name: §
  short: §
  description: PERSON looks at it, says §.
  category: governance
  weight: 3
  lifecycle: §
  review: §
  review_months: 3
  raci: {responsible: [§, §], accountable: [PERSON], consulted: [§], informed: [§], basis: §}
  mappings: {OWN-1: {refs: [Zqpack12x], confidence: high}}
  mapping_note: §
  origin: §
  source: §
- {id: AI-SEC-001, name: §, short: §, description: §}
baselines:
  own_gateway:
    OWN-001: {owner: shared, provider_offers: §, customer_actions: [§, §], gap: §, conditions: §, note: §, evidence_to_get: §, source: §, source_check: article, verified_on: 2026-10-01, verification_note: §, confidence: low, basis: own-text, changed_since: §}
  aws_bedrock:
    AI-SEC-002: {gap: §}
trait_rules:
- {trait: agentic, value: 'no', control: OWN-001, boundary: not_applicable, reason: PERSON says §}
`

// secretive prepares a report with secrets in all the records that it is made
// from, and the client's own names among them.
func secretive(t *testing.T, s *Session, path string, options ReportOptions) (*PreparedReport, map[string]string) {
	t.Helper()
	full := options
	full.Edition, full.Release = report.Full, nil
	prepared, err := s.PrepareReport(path, full)
	if err != nil {
		t.Fatal(err)
	}
	// The session's records are shared, and not for planting.
	input := evaluated(prepared.input, prepared.state, prepared.catalogue, prepared.today)
	basis, err := exchange.ReadBasis(dataText(t, prepared, input))
	if err != nil {
		t.Fatal(err)
	}
	state, err := basis.State()
	if err != nil {
		t.Fatal(err)
	}
	prepared.state = state
	secrets := map[string]string{}
	records := []assess.Record{state.Engagement}
	secrets[state.Engagement.ID] = "the engagement's id"
	for _, p := range state.SortedParties() {
		records = append(records, p)
		if p.Type == assess.Person {
			secrets[p.Name] = "a person's name"
		}
	}
	for _, a := range state.SortedAssets() {
		records = append(records, a)
		secrets[a.Name] = "an asset's name"
		for _, c := range state.Cells(a.ID) {
			records = append(records, c)
		}
	}
	for _, r := range state.SortedRules() {
		records = append(records, r)
	}
	for _, e := range state.SortedEvidence() {
		records = append(records, e)
		secrets[e.Name] = "a piece of evidence"
	}
	for _, a := range state.SortedActions() {
		records = append(records, a)
	}
	for _, id := range slices.Sorted(maps.Keys(state.Dispositions)) {
		records = append(records, state.Dispositions[id])
	}
	for name := range secrets {
		if bytes.Contains(s.packs[0].Encode(), []byte(name)) {
			delete(secrets, name) // a product that the catalogue itself names
		}
	}
	for _, r := range records {
		v := reflect.ValueOf(r).Elem()
		plantSecrets(v, v.Type().Name(), "", secrets)
	}
	prepared.input.Edition = options.Edition
	if err := s.redact(prepared, options); err != nil {
		t.Fatal(err)
	}
	return prepared, secrets
}

// within lists what occurs in a file whose streams are not packed, as bytes or
// as the UTF-16 of pages and properties.
func within(data []byte, secrets map[string]string) (found []string) {
	data = bytes.ToLower(data)
	for secret, field := range secrets {
		var wide []byte
		for _, c := range utf16.Encode([]rune(strings.ToLower(secret))) {
			wide = append(wide, byte(c>>8), byte(c))
		}
		if bytes.Contains(data, []byte(strings.ToLower(secret))) || bytes.Contains(data, wide) {
			found = append(found, field+" ("+secret+")")
		}
	}
	slices.Sort(found)
	return found
}

// dataText is the data of a report.
func dataText(t *testing.T, prepared *PreparedReport, input report.Input) []byte {
	t.Helper()
	var data bytes.Buffer
	if err := dataOf(&input, prepared.packs)(&data); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

var packedStream = regexp.MustCompile(`/Filter /FlateDecode[^>]*?/Length (\d+)[^\n]*\nstream\n`)

// loosely is a report as Write makes it, with all in it unpacked behind it, and
// its data.
func loosely(t *testing.T, prepared *PreparedReport) (pdf, data []byte) {
	t.Helper()
	document, err := prepared.Set(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	pdf = document.PDF
	for _, at := range packedStream.FindAllSubmatchIndex(document.PDF, -1) {
		length, _ := strconv.Atoi(string(document.PDF[at[2]:at[3]])) // digits alone
		reader, err := zlib.NewReader(bytes.NewReader(document.PDF[at[1] : at[1]+length]))
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		pdf = append(pdf, content...)
	}
	return pdf, dataText(t, prepared, evaluated(prepared.input, prepared.state, prepared.catalogue, prepared.today))
}

func TestTheSearchFindsWhatIsPlanted(t *testing.T) {
	s := nextVisit(t)
	adoptOwn(t, s)
	prepared, secrets := secretive(t, s, filepath.Join(t.TempDir(), "report.pdf"), ReportOptions{Edition: report.Full})
	secrets = packSecrets(secrets)
	pdf, data := loosely(t, prepared)
	if n := len(within(data, secrets)); n != len(secrets) || n < 300 {
		t.Errorf("the full edition's data has %d of %d secrets", n, len(secrets))
	}
	if !bytes.Contains(pdf, data) {
		t.Error("the data is packed in the report, and would not be searched")
	}
	// What stands on pages alone, without the attached data.
	if n := len(within(bytes.Replace(pdf, data, nil, 1), secrets)); n < 60 {
		t.Errorf("the full edition shows %d of %d secrets", n, len(secrets))
	}
}

// TestNothingRedactedIsInAReportOrItsData: neither on its pages, nor in its
// properties, outline and attachments, nor in the data beside an archive.
func TestNothingRedactedIsInAReportOrItsData(t *testing.T) {
	s := nextVisit(t)
	adoptOwn(t, s)
	ids := slices.Sorted(maps.Keys(s.state.Dispositions))
	for name, options := range map[string]ReportOptions{
		"attached": {}, "archive": {Archive: true},
		"released": {Release: []string{"engagement/criteria", "disposition/" + ids[0] + "/reason"}},
	} {
		t.Run(name, func(t *testing.T) {
			options.Edition = report.Redacted
			prepared, secrets := secretive(t, s, filepath.Join(t.TempDir(), "report.pdf"), options)
			pdf, data := loosely(t, prepared)
			if prepared.input.Changes == nil || bytes.Contains(pdf, data) == options.Archive {
				t.Fatal("the report has no changes or no data to search")
			}
			if _, err := prepared.Write(context.Background(), nil); err != nil {
				t.Fatal(err)
			}
			if options.Archive {
				beside, err := os.ReadFile(dataBeside(prepared.path))
				if err != nil || !bytes.Equal(beside, data) {
					t.Fatalf("the data beside the archive is not that which is searched: %v", err)
				}
			}
			secrets = packSecrets(without(secrets, options.Release))
			for _, left := range within(slices.Concat(pdf, data), secrets) {
				t.Errorf("%s is left", left)
			}
		})
	}
}

// without leaves out what was planted in fields that are released.
func without(secrets map[string]string, released []string) map[string]string {
	left := map[string]string{}
	for secret, field := range secrets {
		kind, path, _ := strings.Cut(field, ".")
		if !slices.ContainsFunc(released, func(r string) bool {
			return strings.HasPrefix(r, strings.ToLower(kind)+"/") && strings.HasSuffix(r, "/"+path)
		}) {
			left[secret] = field
		}
	}
	return left
}

// TestRedactedPacksChangeNoNumber: nor do they keep the data from being counted
// again by whoever has nothing but the report.
func TestRedactedPacksChangeNoNumber(t *testing.T) {
	s := nextVisit(t)
	adoptOwn(t, s)
	prepared, err := s.PrepareReport(filepath.Join(t.TempDir(), "report.pdf"), ReportOptions{Edition: report.Redacted})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := prepared.Write(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	judged := func(e *assess.Evaluation) []string {
		list := []string{fmt.Sprintf("%+v", e.Totals())}
		for _, f := range e.Findings() {
			// Of assets that score alike the first by name gives the sum its words.
			list = append(list, fmt.Sprint(f.Kind, " ", f.Severity, f.Score, f.SumSeverity, f.Assets, len(f.Cells), f.State(e.Today())))
		}
		slices.Sort(list[1:])
		return list
	}
	full, redacted := judged(s.Evaluation()), judged(assess.Evaluate(prepared.state, prepared.catalogue, prepared.today.Time()))
	if !slices.Equal(full, redacted) {
		for i := range min(len(full), len(redacted)) {
			if full[i] != redacted[i] {
				t.Errorf("%d findings became %d; the first that differs:\n%.300s\n%.300s", len(full), len(redacted), full[i], redacted[i])
				break
			}
		}
	}
	verified, err := VerifyPDF(nil, prepared.path, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.library.CheckData(context.Background(), prepared.path, verified); err != nil {
		t.Fatal(err)
	}
	if matches := verified.Data.Matches; matches == nil || !*matches || !verified.Data.Pages {
		t.Errorf("the data: %v, %v", matches, verified.Data.Said)
	}
	if last := prepared.input.Removals.Counts; last[len(last)-1].What != report.CountPacks || last[len(last)-1].N < 30 {
		t.Errorf("counted are %v", last)
	}
}
