package catalog

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// TestBrokenPacks changes one thing of testdata/tiny.yaml and holds the refusal
// to the file, the line and the reason, and to naming nothing else.
func TestBrokenPacks(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		// The file.
		{"not YAML", "title: A pack", "title: : A pack", "tiny.yaml:3: this is not YAML: mapping values are not allowed in this context"},
		{"not UTF-8", "A switch.", "A switch\xff.", "tiny.yaml:78: this is not UTF-8 text"},
		{"unknown anchor", "title: A pack", "title: *pack", "tiny.yaml:3: this is not YAML: unknown anchor 'pack' referenced"},
		{"unknown anchor of 3,000 letters", "title: A pack", "title: *" + strings.Repeat("j", 3000), "tiny.yaml:3: this is not YAML: unknown anchor '" + strings.Repeat("j", 223) + "…"},
		{"key of 500 letters", "version: 0.1.0", "version: 0.1.0\n" + strings.Repeat("k", 500) + ": x", "tiny.yaml:5: the key " + strings.Repeat("k", 239) + "… is unknown: schema, name, title, version, as_of, " +
			"texts, owners, source_checks, frameworks, controls, models, providers, baselines, trait_rules, scoring, services, indicators, indicator_sources or sighting_scoring are known"},
		{"second document", "trait_rules:", "---\ntrait_rules:", "tiny.yaml:104: a second document begins here: a pack's file holds one"},
		{"alias", "aliases: [acme inc, acme cloud]", "aliases: &a [acme inc]\n- name: Other\n  aliases: *a", "tiny.yaml:74: *a refers to another place: write the value out"},
		{"too deep", "version: 0.1.0", "version: [[[[[[[[[[[[[deep]]]]]]]]]]]]]", "tiny.yaml:4: this is nested more than 12 deep"},
		{"key that is no word", "version: 0.1.0", "version: 0.1.0\n[a]: b", "tiny.yaml:5: a key has to be a word"},
		{"key twice", "- id: acme_api", "- id: acme_api\n  id: other", "tiny.yaml:60: id stands twice: it is already on line 59"},
		{"control character", "A switch.", `"A \a switch."`, "tiny.yaml:78: provider_offers holds a control character"},
		{"fault behind the first document", "trait_rules:", "---\n{", "tiny.yaml:105: this is not YAML: did not find expected node content"},
		{"text that is a list", "provider_offers: A switch.", "provider_offers: [A switch.]", "tiny.yaml:78: provider_offers has to be a text"},
		{"line that is two", "name: First control", "name: |\n    First\n    control", "tiny.yaml:29: name has to be one line"},
		{"line too long", "name: First control", "name: " + strings.Repeat("x", 401), "tiny.yaml:29: name has 401 characters: at most 400 are read"},
		{"list too long", "[Build a switch.]", "[" + strings.Repeat("a,", 2001) + "]", "tiny.yaml:95: customer_actions has 2001 entries: at most 2000 are read"},
		{"text too long", "A switch.", strings.Repeat("switch ", 600), "tiny.yaml:78: provider_offers has 4199 characters: at most 4000 are read"},

		// Its head.
		{"unknown top key", "trait_rules:", "trait_rule:", "tiny.yaml:104: the key trait_rule is unknown: schema, name, title, version, as_of, texts, owners, source_checks, " +
			"frameworks, controls, models, providers, baselines, trait_rules, scoring, services, indicators, indicator_sources or sighting_scoring are known"},
		{"no version", "version: 0.1.0\n", "", "tiny.yaml:1: the pack has no version"},
		{"other schema", "demarc-pack/1", "demarc-pack/7", `tiny.yaml:1: schema "demarc-pack/7" cannot be read: this program reads demarc-pack/1`},
		{"version with a plus", "version: 0.1.0", "version: 0.1.0+x", `tiny.yaml:4: version "0.1.0+x": write it as letters, digits, dots and hyphens, at most 32`},
		{"date", "2026-11-21", "21.11.2026", `tiny.yaml:5: as_of: "21.11.2026" is no date: write it as YYYY-MM-DD`},

		// Controls.
		{"unknown key", "  short: First", "  shrot: First", "tiny.yaml:30: the key shrot is unknown: id, name, short, description, category, weight, lifecycle, review, " +
			"review_months, raci, mappings, mapping_note, origin or source are known"},
		{"unknown key of a group", "    accountable: [Boss, Board]", "    acountable: [Boss]", "tiny.yaml:39: the key acountable is unknown: responsible, accountable, consulted, informed or basis are known"},
		{"dotted key", "  origin: extension", "  origin: extension\n  raci.basis: x", "tiny.yaml:57: the key raci.basis is unknown: id, name, short, description, category, weight, lifecycle, " +
			"review, review_months, raci, mappings, mapping_note, origin or source are known"},
		{"no description", "  description: Do the first thing.\n", "", "tiny.yaml:28: the control C-1 has no description"},
		{"nobody accountable", "    accountable: [Boss, Board]\n", "", "tiny.yaml:28: the control C-1 has no raci accountable"},
		{"empty name", "name: First control", "name: ''", "tiny.yaml:29: name is empty"},
		{"entry without id", "- id: C-2", "- idd: C-2", "tiny.yaml:44: an entry of controls needs id"},
		{"id with a slash", "- id: C-2", "- id: C/2", `tiny.yaml:44: id "C/2": write it as capitals, digits and hyphens, at most 32`},
		{"control twice", "- id: C-2\n", "- id: C-1\n", "tiny.yaml:44: C-1 stands twice in this pack: it is already in tiny.yaml on line 28"},
		{"name twice", "name: Second control", "name: first Control", `tiny.yaml:45: "first Control" already stands for C-1`},
		{"short too long", "short: Second", "short: Twenty-one characters", `tiny.yaml:46: short "Twenty-one characters" has 21 characters: at most 20 fit a matrix head`},
		{"category", "second_things", "Second things", `tiny.yaml:48: category "Second things": write it as small letters, digits and underscores, at most 40`},
		{"weight no number", "weight: 4", "weight: four", "tiny.yaml:49: weight has to be a whole number"},
		{"weight above the bound", "weight: 4", "weight: 11", "tiny.yaml:49: weight 11 of C-2 is above max_control_weight, which is 10"},
		{"review months", "review_months: 12", "review_months: 0", "tiny.yaml:36: review_months is 0: it has to be 1 to 60"},
		{"list that is none", "responsible: [Doers]", "responsible: Doers", "tiny.yaml:38: responsible has to be a list"},
		{"role twice", "[Boss, Board]", "[Boss, Boss]", `tiny.yaml:39: "Boss" stands twice in accountable`},
		{"unknown framework", "    FW-1.0: {refs", "    FW-2.0: {refs", "tiny.yaml:41: there is no framework FW-2.0"},
		{"unknown entry of a framework", "refs: [ONE], conf", "refs: [THREE], conf", `tiny.yaml:41: FW-1.0 has no "THREE"`},
		{"mapping without confidence", "{refs: [ONE], confidence: high}", "{refs: [ONE]}", "tiny.yaml:41: the mapping to FW-1.0 has no confidence"},

		// Hosting models, providers, words.
		{"model named unknown", "- id: own_iron", "- id: unknown", `tiny.yaml:65: id "unknown" is kept for assets of which nobody knows how they are run`},
		{"unknown company", "company: Acme", "company: Acne", "tiny.yaml:62: there is no provider Acne"},
		{"alias of two", "- name: Zenith", "- name: Zenith\n  aliases: [ACME Cloud]", `tiny.yaml:74: "ACME Cloud" already stands for Acme`},
		{"owner without meaning", "  shared: each a half\n", "", "tiny.yaml:9: owners has no shared"},
		{"meaning of no source check", "  none: not opened", "  none: not opened\n  rumour: heard", "tiny.yaml:22: the key rumour is unknown: repo, search, link-seen, repo-listing, article or none are known"},

		// Baselines.
		{"unknown owner", "owner: shared", "owner: nobody", `tiny.yaml:77: owner "nobody" is unknown: provider, customer, shared, unassigned or not_applicable are known`},
		{"unknown confidence", "confidence: medium", "confidence: fair", `tiny.yaml:99: confidence "fair" is unknown: high, medium or low are known`},
		{"unknown source check", "source_check: search", "source_check: seen", `tiny.yaml:83: source_check "seen" is unknown: repo, search, link-seen, repo-listing, article or none are known`},
		{"day that is none", "verified_on: 2026-11-20\n      confidence: high", "verified_on: 2026-02-30\n      confidence: high", `tiny.yaml:84: verified_on: "2026-02-30" is no date: write it as YYYY-MM-DD`},
		{"unassigned and no recommendation", "      recommended_owner: customer\n", "", "tiny.yaml:87: acme_api × C-2 has no recommended_owner: it is unassigned"},
		{"recommendation for an owner", "      owner: not_applicable", "      owner: not_applicable\n      recommended_owner: customer", "tiny.yaml:102: own_iron × C-2 has an owner: only an unassigned one has a recommended_owner"},
		{"customer with nothing to do", "      customer_actions: [Build a switch.]\n", "", "tiny.yaml:93: own_iron × C-1 has no customer_actions: the customer has a part in it"},
		{"provider that offers nothing", "      provider_offers: A switch.\n", "", "tiny.yaml:76: acme_api × C-1 has no provider_offers: the provider has a part in it"},
		{"checked source not named", "      source: https://iron.example\n", "", "tiny.yaml:93: own_iron × C-1 has no source: its source was checked"},
		{"checked, but when", "repo\n      verified_on: 2026-11-20\n", "repo\n", "tiny.yaml:93: own_iron × C-1 has no verified_on: its source was checked"},
		{"empty entry", "[Build a switch.]", "['']", "tiny.yaml:95: an entry of customer_actions is empty"},
		{"unknown basis", "basis: text-9", "basis: text-8", "tiny.yaml:86: there is no text text-8"},
		{"unknown model", "  own_iron:\n    C-1:", "  own_irony:\n    C-1:", "tiny.yaml:93: there is no hosting model own_irony\ntiny.yaml:100: there is no hosting model own_irony"},
		{"unknown control", "    C-2:\n      owner: not", "    C-3:\n      owner: not", "tiny.yaml:100: there is no control C-3"},
		{"baseline that is no mapping", "    C-2:\n      owner: not_applicable\n      source_check: none\n      confidence: low", "    C-2: customer", "tiny.yaml:100: C-2 has to hold keys and values"},

		// Trait rules.
		{"unknown trait", "trait: retrieval", "trait: retrieving", `tiny.yaml:105: trait "retrieving" is unknown: retrieval, agentic, fine_tuned or custom_trained are known`},
		{"unknown decides nothing", "value: no\n", "value: unknown\n", `tiny.yaml:106: value "unknown" is unknown: yes or no are known`},
		{"rule for no control", "  control: C-2", "  control: C-9", "tiny.yaml:107: there is no control C-9"},
		{"rule without reason", "  reason: There is nothing to retrieve.\n", "", "tiny.yaml:105: the trait rule retrieval no C-2 has no reason"},

		// Scoring and its laws.
		{"kind without points", ", concentration: 14}", "}", "tiny.yaml:110: scoring has no kinds concentration"},
		{"unknown kind", "concentration: 14}", "concentration: 14, typo: 3}", "tiny.yaml:113: the key typo is unknown: ambiguous, owner_invalid, unassigned, provider_reference_missing, gap, partial, " +
			"baseline_changed, evidence_missing, evidence_stale, review_overdue, low_confidence, approval_expired or concentration are known"},
		{"negative points", "agentic: 6", "agentic: -6", "tiny.yaml:117: agentic is -6: it has to be 0 to 100"},
		{"unknown exposure scores less", "public: 18, unknown: 12", "public: 18, unknown: 11", "tiny.yaml:114: exposure.unknown is 11, below exposure.partner, which is 12: what is unknown must not score lower"},
		{"unknown data scores less", "unknown: 10", "unknown: 9", "tiny.yaml:115: data.unknown is 9, below data.confidential, which is 10: what is unknown must not score lower"},
		{"owned ranks with unowned", "gap: 24", "gap: 30", "tiny.yaml:112: gap has 30 points: with the largest control weight, 10, they reach the 40 of ambiguous, and an unowned cell has to rank above every owned one"},
		{"one unowned kind too low", "owner_invalid: 40", "owner_invalid: 34", "tiny.yaml:112: gap has 24 points: with the largest control weight, 10, they reach the 34 of owner_invalid, and an unowned cell has to rank above every owned one\n" +
			"tiny.yaml:113: approval_expired has 24 points: with the largest control weight, 10, they reach the 34 of owner_invalid, and an unowned cell has to rank above every owned one"},
		{"sum beyond the scale", "agentic: 6", "agentic: 7", "tiny.yaml:111: the largest possible sum is 101: severity ends at 100"},
		{"first band above 0", "low: 0", "low: 1", "tiny.yaml:119: bands.low is 1: the lowest band begins at 0"},
		{"bands out of order", "high: 50", "high: 30", "tiny.yaml:119: bands.high is 30: it has to be above bands.medium, which is 30"},
		{"no scoring at all", "scoring:", "other:", "tiny.yaml:110: the key other is unknown: schema, name, title, version, as_of, texts, owners, source_checks, frameworks, controls, models, providers, " +
			"baselines, trait_rules, scoring, services, indicators, indicator_sources or sighting_scoring are known"},
		{"share of nothing", "share: 40", "share: 0", "tiny.yaml:121: share is 0: it has to be 1 to 100"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := tinyText(t)
			if strings.Count(text, test.old) == 0 {
				t.Fatalf("the tiny pack holds no %q", test.old)
			}
			p, err := LoadFile("some/folder/tiny.yaml", []byte(strings.Replace(text, test.old, test.new, 1)))
			if err == nil {
				_, err = Compose(p)
			}
			if err == nil {
				t.Fatal("the broken pack was accepted")
			}
			if got := allProblems(err); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestTinyPackIsSound(t *testing.T) {
	p := mustLoad(t, "tiny.yaml", tinyText(t))
	if c := mustCompose(t, p); len(c.Baselines()) != 4 {
		t.Errorf("%d baselines, want 4", len(c.Baselines()))
	}
}

// TestHostilePacks: what is made to exhaust the reader is refused early.
func TestHostilePacks(t *testing.T) {
	many := func(n int, line string) string { return strings.Repeat(line, n) }
	manyControls := own("big", "controls:\n")
	manyModels := "models:\n"
	for i := range 257 {
		manyControls += fmt.Sprintf("- {id: C-%d, name: N%[1]d, short: S%[1]d, description: d, category: c, weight: 1, lifecycle: l, review: r, review_months: 1, raci: {responsible: [a], accountable: [b]}, origin: o, source: s}\n", i)
		manyModels += fmt.Sprintf("- {id: m%d, name: M%[1]d, provider: p, service_type: s, class: c}\n", i)
	}
	var manyMappings strings.Builder
	for i := range 101 {
		fmt.Fprintf(&manyMappings, "    F-%d: {refs: [x], confidence: low}\n", i)
	}
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "own.yaml:1: the file is empty"},
		{"only remarks", "# nothing\n", "own.yaml:1: the file is empty"},
		{"a word", "word", "own.yaml:1: the file has to hold keys and values"},
		{"too large", many(maxPackBytes/2+1, "# "), "own.yaml:1: the pack is larger than 8 MiB"},
		{"millions of entries", "a: [" + many(maxPackPieces+1, "a,") + "]", "own.yaml:1: the pack has 400001 lines and list entries: at most 400000 are read"},
		{"millions of lines", many(maxPackPieces+1, "-\n"), "own.yaml:1: the pack has 400001 lines and list entries: at most 400000 are read"},
		{"brackets", many(1<<20, "["), "own.yaml:1: this is not YAML: exceeded max depth of 10000"},
		{"indents", many(1<<20, "- "), "own.yaml:1: this is not YAML: exceeded max depth of 10000"},
		{"laughing aliases", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", "own.yaml:2: *a refers to another place: write the value out\nown.yaml:2: *a refers to another place: write the value out\n" +
			"own.yaml:3: *b refers to another place: write the value out\nown.yaml:3: *b refers to another place: write the value out"},
		{"controls beyond count", manyControls, "own.yaml:237: these are 283 controls: at most 256 are read"},
		{"mappings beyond count", own("big", "controls:\n- id: AI-SEC-001\n  mappings:\n"+manyMappings.String()), "own.yaml:109: these are more than 100 mappings of one control"},
		{"models beyond count", own("big", manyModels), "own.yaml:250: these are 270 hosting models: at most 256 are read"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := LoadFile("own.yaml", []byte(test.text))
			if err == nil {
				_, err = Compose(mustBase(t), p)
			}
			if err == nil {
				t.Fatal("the pack was accepted")
			}
			if got := allProblems(err); got != test.want {
				t.Errorf("\n got %.600s\nwant %s", got, test.want)
			}
		})
	}
}

// TestFolders: a pack's files are one whole, and a fault names its file.
func TestFolders(t *testing.T) {
	head, rest, _ := strings.Cut(tinyText(t), "texts:\n")
	one, two, _ := strings.Cut("texts:\n"+rest, "models:\n")
	whole := fstest.MapFS{
		"a.yaml": {Data: []byte(head)}, "b.yaml": {Data: []byte(one)}, "c.yaml": {Data: []byte("models:\n" + two)},
		"README.md": {Data: []byte("not: [read")}, "sub/d.yaml": {Data: []byte("nor: this")},
	}
	p, err := Load(whole)
	if err != nil {
		t.Fatal(allProblems(err))
	}
	mustCompose(t, p)

	with := func(name, text string) fstest.MapFS {
		folder := fstest.MapFS{}
		for name, file := range whole {
			folder[name] = file
		}
		folder[name] = &fstest.MapFile{Data: []byte(text)}
		return folder
	}
	for _, test := range []struct {
		name   string
		folder fstest.MapFS
		want   string
	}{
		{"no pack", fstest.MapFS{"README.md": {}}, "the folder holds no *.yaml file, so it is no pack"},
		{"too large together", with("z.yaml", strings.Repeat("#", maxPackBytes-1000)), "z.yaml:1: the pack is larger than 8 MiB"},
		{"head twice", with("z.yaml", "name: other\n"), "z.yaml:1: name stands twice: it is already in a.yaml on line 2"},
		{"entry twice", with("z.yaml", "# more\ntexts:\n- id: text-9\n  title: Again\n"), "z.yaml:3: text-9 stands twice in this pack: it is already in b.yaml on line 2"},
		{"section twice", with("z.yaml", "scoring: {agentic: 5}\n"), "z.yaml:1: scoring stands twice in this pack: it is already in c.yaml on line 53"},
		{"faults in two files", with("b.yaml", "text:\n"), "b.yaml:1: the key text is unknown: schema, name, title, version, as_of, texts, owners, source_checks, frameworks, controls, models, providers, baselines, trait_rules, scoring, services, indicators, indicator_sources or sighting_scoring are known"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(test.folder)
			if err == nil {
				t.Fatal("the folder was accepted")
			}
			if got := allProblems(err); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
	if _, err := Load(os.DirFS("testdata/no-such-folder")); err == nil {
		t.Error("a folder that is not there was read")
	}
	if _, err := Load(fstest.MapFS{"a.yaml": {Mode: os.ModeDir}}); err == nil {
		t.Error("a folder was read as a file")
	}
}

func TestProblemsErrorSaysHowManyMore(t *testing.T) {
	problems := []Problem{{"a.yaml", 3, "first"}, {"a.yaml", 4, "second"}, {"b.yaml", 1, "third"}}
	for n, want := range map[int]string{1: "a.yaml:3: first", 2: "a.yaml:3: first (and 1 more problem)", 3: "a.yaml:3: first (and 2 more problems)"} {
		if got := (&ProblemsError{problems[:n]}).Error(); got != want {
			t.Errorf("%d problems: %q, want %q", n, got, want)
		}
	}
}
