package app

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// catalogueNames are what the catalogue that the program carries calls things.
type catalogueNames struct {
	controls, shorts, descriptions, categories, models, checks, statements []string
}

func namesOfTheCatalogue(t testing.TB) catalogueNames {
	t.Helper()
	var file struct {
		Controls []struct {
			Name        string `yaml:"name"`
			Short       string `yaml:"short"`
			Description string `yaml:"description"`
			Category    string `yaml:"category"`
		} `yaml:"controls"`
		Models []struct {
			Name string `yaml:"name"`
		} `yaml:"models"`
		SourceChecks map[string]string `yaml:"source_checks"`
	}
	for _, name := range []string{"controls.yaml", "models.yaml", "pack.yaml"} {
		data, err := os.ReadFile(filepath.Join("..", "assets", "catalogue", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.Unmarshal(data, &file); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	var names catalogueNames
	for _, c := range file.Controls {
		names.controls, names.shorts = append(names.controls, c.Name), append(names.shorts, c.Short)
		names.descriptions, names.categories = append(names.descriptions, c.Description), append(names.categories, c.Category)
	}
	for _, model := range file.Models {
		names.models = append(names.models, model.Name)
	}
	names.statements = statements(t)
	names.checks = slices.Sorted(maps.Values(file.SourceChecks))
	if len(names.checks) == 0 || len(names.controls) == 0 || len(names.models) == 0 {
		t.Fatalf("%d controls and %d hosting models", len(names.controls), len(names.models))
	}
	return names
}

// statements are what the catalogue says of baselines and of frameworks.
func statements(t testing.TB) []string {
	t.Helper()
	said := map[string]bool{}
	say := func(texts ...string) {
		for _, text := range texts {
			if text = strings.TrimSpace(text); text != "" {
				said[text] = true
			}
		}
	}
	files, err := filepath.Glob(filepath.Join("..", "assets", "catalogue", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var file struct {
			Frameworks []struct{ Name, Note string }
			Baselines  map[string]map[string]struct {
				Offers       string   `yaml:"provider_offers"`
				Actions      []string `yaml:"customer_actions"`
				Gap          string
				Conditions   string
				Note         string
				Evidence     string `yaml:"evidence_to_get"`
				Verification string `yaml:"verification_note"`
				Changed      string `yaml:"changed_since"`
			}
		}
		if err := yaml.Unmarshal(data, &file); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, f := range file.Frameworks {
			say(f.Name, f.Note)
		}
		for _, controls := range file.Baselines {
			for _, b := range controls {
				say(b.Offers, b.Gap, b.Conditions, b.Note, b.Evidence, b.Verification, b.Changed)
				say(b.Actions...)
			}
		}
	}
	if len(said) < 2000 {
		t.Fatalf("the catalogue makes %d statements", len(said))
	}
	return slices.Sorted(maps.Keys(said))
}

// TestShortNamesFitTheirHeads: turned heads have room for 20 letters.
func TestShortNamesFitTheirHeads(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "assets", "translations", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no translations: %v", err)
	}
	for _, file := range files {
		translated := translation(t, file)
		for _, short := range namesOfTheCatalogue(t).shorts {
			if n := utf8.RuneCountInString(translated[short]); n > 20 {
				t.Errorf("%s: %q has %d letters", filepath.Base(file), translated[short], n)
			}
		}
	}
}
