package exchange

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"demarc/assess"
)

// A sheet in German or French is understood as one in English is, also where
// its accents were lost or are encoded in two characters.
func TestGuessInGermanAndFrench(t *testing.T) {
	known := known
	known.Parties = append(slices.Clone(known.Parties), Name{"p4", "Hauke Petersen"})
	wantAsset := assess.Asset{
		Name: "Schadenhelfer", Hosting: "azure_openai", Provider: "Microsoft", Lifecycle: "production", Approval: "approved",
		Exposure: "internal", Data: []string{"confidential", "personal"}, Owner: "p4", ExternalID: "1", Notes: "läuft", Agentic: "yes",
	}
	for _, test := range []struct{ name, table, tag string }{
		{"German", "Nr.;Bemerkungen;Bezeichnung;Plattform;Hersteller;Status;Freigabe;Freigabe bis;Nutzer;Datenklasse;Verantwortlich;Abteilung;Autonom?\n" +
			"1;läuft;Schadenhelfer;azure_openai;Microsoft;in Betrieb;genehmigt;31.12.2026;Mitarbeitende;vertraulich und personenbezogen;Hauke Petersen;Schaden;ja\n" +
			"2;;Postsortierer;AWS Bedrock;AWS;ausser Betrieb;in Prüfung;;öffentlich;Gesundheitsdaten;;Leben;nein\n", "Schaden"},
		{"French", "N°;Remarques;Nom du système;Plateforme;Fournisseur;Statut;Approuvé;Valable jusqu'au;Utilisateurs;Données;Responsable;Service;Autonome\n" +
			"1;läuft;Schadenhelfer;azure_openai;Microsoft;En production;oui;31/12/2026;collaborateurs;confidentiel, données personnelles;Hauke Petersen;Sinistres;oui\n" +
			"2;;Trieur;AWS Bedrock;AWS;arrêté;refusé;;grand public;données de santé;;Vie;non\n", "Sinistres"},
		{"French without accents", "Numero;Remarques;Designation;Plateforme;Fournisseur;Statut;Approuve;Valable jusqu'a;Utilisateurs;Donnees;Responsable;Departement;Autonome\n" +
			"1;läuft;Schadenhelfer;azure_openai;Microsoft;En production;oui;31/12/2026;collaborateurs;confidentiel, donnees personnelles;Hauke Petersen;Sinistres;oui\n" +
			"2;;Trieur;AWS Bedrock;AWS;arrete;refuse;;grand public;donnees de sante;;Vie;non\n", "Sinistres"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for encoding, table := range map[string]string{"composed": test.table, "decomposed": decomposed(test.table)} {
				want := wantAsset
				want.ApprovedUntil, want.Tags = mustDate(t, "2026-12-31"), []string{test.tag}
				m := mustGuess(t, table, known)
				sheet := mustRead(t, table, m, nil, known)
				if got := sheet.Rows[0].Asset; !sameAsset(got, want) {
					t.Errorf("%s:\n got %+v\nwant %+v\n%s", encoding, got, want, m.Encode())
				}
				second := sheet.Rows[1].Asset
				if second.Lifecycle != "retired" || second.Exposure != "public" || !slices.Equal(second.Data, []string{"special_category"}) || second.Agentic != "no" {
					t.Errorf("%s: got %+v", encoding, second)
				}
				if len(sheet.Rows[0].Notes)+len(sheet.Rows[1].Notes) > 0 || len(sheet.IgnoredColumns) > 0 {
					t.Errorf("%s: left out %v %v, ignored %v", encoding, sheet.Rows[0].Notes, sheet.Rows[1].Notes, sheet.IgnoredColumns)
				}
			}
		})
	}
}

// In English a service is what is bought, in French it is who uses it.
func TestServiceIsAPartOfTheOrganisationInFrenchOnly(t *testing.T) {
	for header, want := range map[string]string{"Name": "service", "Nom": "tags"} {
		m := mustGuess(t, header+",Service\nA,Motor\nB,Life\n", known)
		got := map[string]bool{}
		for _, f := range m.fields {
			got[f.name] = true
		}
		if !maps.Equal(got, map[string]bool{"name": true, want: true}) {
			t.Errorf("beside %q the service fills %v", header, got)
		}
	}
}

// Owners who are no parties are left out unless they are taken in, and the map
// says so.
func TestGuessSaysThatAnOwnerIsNoParty(t *testing.T) {
	m := mustGuessed(t, "System,Owner,Contact\nA,Ann,Cem\nB,Bob,Dee\n", known)
	for _, want := range []string{
		"  # the people in it are no known parties: add them with `demarc party add`, or they are left out\n  owner:",
		"  # \"Contact\" would be owners, too, and an asset has one\n  notes:",
	} {
		if !strings.Contains(m, want) {
			t.Errorf("the map does not say %q:\n%s", want, m)
		}
	}
	if m := mustGuessed(t, "System,Owner\nA,Risk\n", known); strings.Contains(m, "party add") {
		t.Errorf("the map speaks of parties that are known:\n%s", m)
	}
}

// Whoever is met where a party is named may be taken in.
func TestUnknownPartiesAreMet(t *testing.T) {
	const table = "name,owner,AI-SEC-002\nA,Ann,risk\nB,ann,Bob\nC,Cem,\n"
	var met []string
	meeting := known
	meeting.Meet = func(name string) string {
		met = append(met, name)
		return map[string]string{"Ann": "new-1", "ann": "new-1", "Bob": "new-2"}[name]
	}
	sheet := mustRead(t, table, nil, nil, meeting)
	if got := strings.Join(met, " "); got != "Ann ann Bob Cem" {
		t.Errorf("met are %s", got)
	}
	a, b, c := sheet.Rows[0], sheet.Rows[1], sheet.Rows[2]
	if a.Asset.Owner != "new-1" || b.Asset.Owner != "new-1" || b.Accountable["AI-SEC-002"] != "new-2" || len(a.Problems)+len(b.Problems) > 0 {
		t.Errorf("got %+v and %+v", a, b)
	}
	if c.Asset.Owner != "" || len(c.Problems) != 1 {
		t.Errorf("who is not taken in is %+v", c)
	}
}
