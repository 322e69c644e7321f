package catalog

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"demarc/assess"

	"go.yaml.in/yaml/v3"
)

// The material from which the embedded pack was made lies beside the
// repository, not in it. Where it is missing there is nothing to compare with,
// except in CI, where it has to be there.
const materialFolder = "../../shared/catalog"

type materialControl struct {
	ID          string   `yaml:"id"`
	Name        string   `yaml:"name"`
	Description string   `yaml:"description"`
	Category    string   `yaml:"category"`
	OWASP2025   []string `yaml:"owasp_llm"`
	OWASP2026   []string `yaml:"owasp_llm_2026"`
	RMF         string   `yaml:"nist_ai_rmf_function"`
	Risks       []string `yaml:"nist_ai_600_1_risks"`
	ISO         []string `yaml:"iso_42001_annex_a"`
	AICM        []string `yaml:"csa_aicm_domains"`
	Lifecycle   string   `yaml:"lifecycle_stage"`
	Review      string   `yaml:"review_cadence"`
	RACI        struct {
		Responsible string `yaml:"responsible"`
		Accountable string `yaml:"accountable"`
		Consulted   string `yaml:"consulted"`
		Informed    string `yaml:"informed"`
		Basis       string `yaml:"basis"`
	} `yaml:"default_raci"`
	Origin      string            `yaml:"origin"`
	Source      string            `yaml:"source"`
	Confidence  map[string]string `yaml:"mapping_confidence"`
	MappingNote string            `yaml:"mapping_note"`
}

type materialCell struct {
	Model            string   `yaml:"hosting_model"`
	Control          string   `yaml:"control_id"`
	ControlName      string   `yaml:"control_name"`
	Owner            string   `yaml:"owner"`
	RecommendedOwner string   `yaml:"recommended_owner"`
	ProviderOffers   string   `yaml:"provider_capabilities"`
	CustomerActions  []string `yaml:"customer_actions"`
	Gap              string   `yaml:"gap"`
	Conditions       string   `yaml:"conditions"`
	Note             string   `yaml:"note"`
	EvidenceToGet    string   `yaml:"evidence_to_collect"`
	Source           string   `yaml:"source"`
	SourceCheck      string   `yaml:"source_verification"`
	VerifiedOn       string   `yaml:"verified_on"`
	VerificationNote string   `yaml:"verification_note"`
	Confidence       string   `yaml:"confidence"`
	Fixed            bool     `yaml:"fixed_by_article"`
	Basis            string   `yaml:"basis"`
	ChangedSince     string   `yaml:"changed_since_article"`
}

type material struct {
	Notes    []string          `yaml:"notes"`
	Controls []materialControl `yaml:"controls"`
	Owners   map[string]string `yaml:"owner_values"`
	Checks   map[string]string `yaml:"source_verification_values"`
	Models   []struct {
		ID          string `yaml:"id"`
		Name        string `yaml:"name"`
		Provider    string `yaml:"provider"`
		ServiceType string `yaml:"service_type"`
		InText      string `yaml:"article_provider_id"`
		Class       string `yaml:"class"`
	} `yaml:"hosting_models"`
	Cells []materialCell `yaml:"cells"`
}

// readMaterial returns nil where there is none to read.
func readMaterial(t *testing.T) *material {
	t.Helper()
	if _, err := os.Stat(materialFolder); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the catalogue's material has to be in %s in CI: %v", materialFolder, err)
		}
		t.Logf("nothing to compare with: %v", err)
		return nil
	}
	var m material
	for _, name := range []string{"controls.yaml", "responsibilities.yaml"} {
		data, err := os.ReadFile(filepath.Join(materialFolder, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.Unmarshal(data, &m); err != nil {
			t.Fatal(err)
		}
	}
	return &m
}

// reworded puts the material's words for its sources into the pack's. Other
// people's articles stay articles.
var reworded = strings.NewReplacer(
	"earlier version of the article", "earlier version of the article",
	"the article statement", "the source text's statement",
	"The articles", "The source texts", "the articles", "the source texts",
	"The article", "The source text", "the article", "the source text",
	"one article", "one source text",
).Replace

func TestMaterialCells(t *testing.T) {
	m := readMaterial(t)
	if m == nil {
		return
	}
	p := mustBase(t)
	c := mustCompose(t, p)
	if len(m.Cells) != len(c.Baselines()) {
		t.Fatalf("%d cells in the material, %d baselines in the pack", len(m.Cells), len(c.Baselines()))
	}
	for i := range c.Baselines() {
		got, cell := c.Baselines()[i], m.Cells[i]
		date, err := assess.ParseDate(cell.VerifiedOn)
		if err != nil {
			t.Fatal(err)
		}
		want := assess.Baseline{
			Model: cell.Model, Control: cell.Control,
			Owner: assess.Owner(cell.Owner), RecommendedOwner: assess.Owner(cell.RecommendedOwner),
			ProviderOffers: reworded(cell.ProviderOffers), Gap: reworded(cell.Gap), EvidenceToGet: reworded(cell.EvidenceToGet),
			Conditions: reworded(cell.Conditions), Note: reworded(cell.Note), Source: cell.Source, SourceCheck: cell.SourceCheck,
			VerifiedOn: date, VerificationNote: reworded(cell.VerificationNote),
			Basis: strings.Replace(cell.Basis, "article-", "text-", 1), ChangedSince: reworded(cell.ChangedSince),
			Declared: assess.Confidence(cell.Confidence),
		}
		for _, action := range cell.CustomerActions {
			want.CustomerActions = append(want.CustomerActions, reworded(action))
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s × %s\n got %+v\nwant %+v", cell.Model, cell.Control, got, want)
		}
		if name := c.Control(cell.Control).Name; name != cell.ControlName {
			t.Errorf("%s × %s is called %q, want %q", cell.Model, cell.Control, name, cell.ControlName)
		}
		if cell.Fixed && !strings.Contains(remarkAbove(p, cell.Model), cell.Control) {
			t.Errorf("the head of %s's file does not say that the owner of %s is fixed by the text", cell.Model, cell.Control)
		}
	}
}

// remarkAbove returns the comment at the head of a model's baselines.
func remarkAbove(p *Pack, model string) string {
	for _, file := range p.files {
		if file.name == "responsibilities-"+model+".yaml" {
			head, _, _ := strings.Cut(string(file.data), "\nbaselines:")
			return head
		}
	}
	return ""
}

func TestMaterialControls(t *testing.T) {
	m := readMaterial(t)
	if m == nil {
		return
	}
	c := mustCompose(t, mustBase(t))
	if len(m.Controls) != len(c.Controls) {
		t.Fatalf("%d controls in the material, %d in the pack", len(m.Controls), len(c.Controls))
	}
	for i, from := range m.Controls {
		got := c.Controls[i]
		want := assess.Control{
			ID: from.ID, Name: from.Name, Short: got.Short, Description: from.Description, Category: from.Category,
			Weight: got.Weight, Lifecycle: from.Lifecycle, ReviewCadence: from.Review, ReviewMonths: reviewMonths(from.Review),
			RACI: assess.RACITemplate{
				Responsible: roles(from.RACI.Responsible), Accountable: roles(from.RACI.Accountable),
				Consulted: roles(from.RACI.Consulted), Informed: roles(from.RACI.Informed), Basis: raciBasis(from.RACI.Basis),
			},
			Mappings: []assess.Mapping{
				{Framework: "OWASP-LLM-2025", Refs: from.OWASP2025, Confidence: assess.Confidence(from.Confidence["owasp_llm"])},
				{Framework: "OWASP-LLM-2026", Refs: from.OWASP2026, Confidence: assess.Confidence(from.Confidence["owasp_llm_2026"])},
				{Framework: "NIST-AI-RMF-1.0", Refs: []string{from.RMF}, Confidence: assess.Confidence(from.Confidence["nist_ai_rmf_function"])},
				{Framework: "NIST-AI-600-1", Refs: from.Risks, Confidence: assess.Confidence(from.Confidence["nist_ai_600_1"])},
				{Framework: "ISO-42001-2023", Refs: from.ISO, Confidence: assess.Confidence(from.Confidence["iso_42001"])},
				{Framework: "CSA-AICM-1.0", Refs: from.AICM, Confidence: assess.Confidence(from.Confidence["csa_aicm"])},
			},
			MappingNote: from.MappingNote, Origin: strings.Replace(from.Origin, "article", "source text", 1), Source: got.Source,
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s\n got %+v\nwant %+v", from.ID, got, want)
		}
		if plain(got.Source) != plain(from.Source) {
			t.Errorf("%s comes from %q, want %q", from.ID, got.Source, from.Source)
		}
	}
}

// roles cuts a line of role names where it names several.
func roles(text string) []string { return regexp.MustCompile(`, | \+ | / `).Split(text, -1) }

func raciBasis(text string) string {
	if text == "article" {
		return "text-002"
	}
	return text + " of text-002"
}

func reviewMonths(text string) int {
	switch {
	case strings.HasPrefix(text, "monthly"):
		return 1
	case strings.Contains(text, "quarterly"):
		return 3
	}
	return 12
}

// plain leaves of a reference the numbers of the texts and the words, without
// how they are joined.
func plain(source string) string {
	source = regexp.MustCompile(`\b(articles?|and)\b|text-|[:;,]`).ReplaceAllString(source, " ")
	return strings.Join(strings.Fields(source), " ")
}

func TestMaterialModelsAndWords(t *testing.T) {
	m := readMaterial(t)
	if m == nil {
		return
	}
	p := mustBase(t)
	c := mustCompose(t, p)
	company := map[string]string{"AWS": "AWS", "Azure": "Microsoft", "GCP": "Google"}
	comments := string(p.Encode())
	for i, from := range m.Models {
		want := assess.HostingModel{
			ID: from.ID, Name: from.Name, Provider: from.Provider, Company: company[from.Provider],
			ServiceType: reworded(from.ServiceType), Class: from.Class,
		}
		got := c.Models[i]
		got.Aliases = nil // ours
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s\n got %+v\nwant %+v", from.ID, got, want)
		}
		if !strings.Contains(comments, `"`+from.InText+`"`) && from.InText != "" {
			t.Errorf("the pack does not tell that text-002 calls %s %s", from.ID, from.InText)
		}
	}
	for owner, meaning := range m.Owners {
		want := strings.Replace(meaning, "recommended_owner", "the recommended owner", 1)
		if got := OwnerWords(p)[assess.Owner(owner)]; got != want {
			t.Errorf("the owner %s means %q, want %q", owner, got, want)
		}
	}
	for check, meaning := range m.Checks {
		want := strings.Replace(meaning, "article text", "read in one of the source texts", 1)
		if got := c.SourceChecks[check]; got != want {
			t.Errorf("the source check %s means %q, want %q", check, got, want)
		}
	}
}

// TestMaterialNotes: the notes at the head of the material went into the notes
// of the frameworks that they are about.
func TestMaterialNotes(t *testing.T) {
	m := readMaterial(t)
	if m == nil {
		return
	}
	var notes strings.Builder
	for _, framework := range mustCompose(t, mustBase(t)).Frameworks {
		notes.WriteString(framework.ID + " " + framework.Name + " " + framework.Note + "\n")
	}
	words := func(text string) []string { return regexp.MustCompile(`[\w./>-]*\d[\w./>-]*`).FindAllString(text, -1) }
	for _, note := range m.Notes {
		for _, word := range words(strings.Replace(note, "owasp_llm_2026", "OWASP-LLM-2026", 1)) {
			first, last, isRange := strings.Cut(word, "..")
			if isRange {
				last = "AI-SEC-" + last
			}
			if !strings.Contains(notes.String(), strings.Trim(first, ".")) || !strings.Contains(notes.String(), strings.Trim(last, ".")) {
				t.Errorf("no framework's note says %s, as in %q", word, note)
			}
		}
	}
}
