package exchange

import "slices"

// Clients write their sheets in German and French too. The phrases stand beside
// the English ones of the clue that begins with the key, after which they are
// tried; like these they are lower-case letters and digits without accents.
var germanAndFrench = map[string][]string{
	"name": {"bezeichnung", "name des systems", "systemname", "name des ki systems", "name der anwendung", "anwendungsname", "produktbezeichnung", "systembezeichnung", "projektname", "titel", "ki system", "ki anwendung", "ki losung", "anwendung", "anwendungsfall", "losung", "werkzeug", "projekt",
		"nom", "nom du systeme", "nom du systeme d ia", "nom de l application", "nom de l outil", "nom du projet", "designation", "denomination", "intitule", "libelle", "titre", "systeme", "systeme d ia", "systeme ia", "outil", "cas d usage", "projet"},
	"hosting model":       {"plattform", "hosting plattform", "cloud plattform", "betriebsmodell", "betriebsart", "betriebsplattform", "infrastruktur", "bereitstellung", "betrieb", "plateforme", "hebergement", "heberge sur", "deploiement"},
	"lifecycle":           {"lebenszyklus", "lebensphase", "betriebsstatus", "projektstatus", "projektphase", "entwicklungsstand", "zustand", "stand", "cycle de vie", "phase du projet", "stade", "etape", "statut", "etat", "avancement"},
	"approval":            {"freigabe", "freigabestatus", "freigegeben", "genehmigung", "genehmigt", "bewilligung", "bewilligt", "zulassung", "approbation", "approuve", "autorisation", "autorise", "validation", "valide", "homologation", "statut", "zustand"},
	"approved until":      {"freigabe bis", "freigegeben bis", "genehmigt bis", "genehmigung bis", "bewilligt bis", "befristet bis", "gultig bis", "ablaufdatum", "nachste uberprufung", "nachste prufung", "valable jusqu au", "valable jusqu a", "valable jusqu", "approuve jusqu au", "approuve jusqu", "autorise jusqu au", "date d expiration", "date d echeance", "echeance", "prochaine revue"},
	"exposure":            {"exposition", "offentlich zuganglich", "offentlich erreichbar", "von aussen erreichbar", "extern erreichbar", "aus dem internet erreichbar", "accessible au public", "acces public", "expose sur internet"},
	"users":               {"nutzer", "nutzerkreis", "nutzergruppe", "nutzergruppen", "benutzer", "benutzerkreis", "benutzergruppe", "anwender", "zielgruppe", "zugriff", "zugang", "nutzende", "utilisateurs", "utilisateur", "usagers", "public cible", "acces"},
	"pii":                 {"personendaten", "personenbezogene daten", "personenbezug", "dsgvo", "donnees personnelles", "donnees a caractere personnel", "rgpd"},
	"phi":                 {"gesundheitsdaten", "besonders schutzenswert", "besonders schutzenswerte", "besondere kategorien", "donnees de sante", "donnees sensibles", "categories particulieres"},
	"confidential":        {"vertraulich", "geschaftsgeheimnisse", "confidentiel", "donnees confidentielles"},
	"data":                {"daten", "datenklasse", "datenklassen", "datenklassifizierung", "datenklassifikation", "datenkategorie", "datenkategorien", "datenart", "datenarten", "klassifizierung", "klassifikation", "schutzklasse", "vertraulichkeit", "donnees", "type de donnees", "types de donnees", "categorie de donnees", "categories de donnees", "classification des donnees", "confidentialite"},
	"retrieval":           {"wissensbasis", "wissensdatenbank", "base de connaissances", "base documentaire"},
	"agentic":             {"ki agent", "agentisch", "autonom", "handelt selbst", "handelt selbststandig", "autonome", "agit seul"},
	"fine tuned":          {"nachtrainiert", "feinabgestimmt", "modele affine"},
	"custom trained":      {"selbst trainiert", "eigenes modell", "eigenes training", "modele propre", "entraine en interne"},
	"external id":         {"nummer", "kennung", "inventarnummer", "inventar nr", "inventar id", "systemnummer", "system nr", "systemkennung", "laufnummer", "lfd nr", "referenz", "numero", "n", "identifiant", "numero d inventaire", "numero de systeme"},
	"provider":            {"anbieter", "ki anbieter", "hersteller", "lieferant", "dienstleister", "fournisseur", "editeur", "prestataire", "fabricant"},
	"service":             {"dienst", "produkt", "produktname", "produit", "nom du produit"},
	"model":               {"modell", "ki modell", "sprachmodell", "basismodell", "modele", "modele d ia", "modele ia", "modele de langage"},
	"account":             {"konto", "cloud konto", "abonnement", "compte", "compte cloud"},
	"region":              {"standort", "serverstandort", "datenstandort", "emplacement", "lieu d hebergement"},
	"environment":         {"umgebung", "environnement"},
	ownerPhrases[0]:       {"verantwortlich", "verantwortliche", "verantwortlicher", "verantwortliche person", "verantwortliche stelle", "systemverantwortlich", "systemverantwortliche", "systemverantwortlicher", "fachverantwortlich", "fachverantwortliche", "fachverantwortlicher", "besitzer", "eigentumer", "inhaber", "ansprechpartner", "ansprechperson", "kontakt", "zustandig", "responsable", "proprietaire", "personne de contact"},
	unitPhrases[0]:        {"abteilung", "bereich", "geschaftsbereich", "geschaftsfeld", "fachbereich", "fachabteilung", "einheit", "organisationseinheit", "organisationseinheiten", "geschaftseinheit", "dienststelle", "direktion", "departement", "amt", "gesellschaft", "konzerngesellschaft", "sparte", "direction", "unite", "unite organisationnelle", "entite", "equipe", "filiale", "service metier", "domaine d activite"},
	shortForms[0]:         {"abkurzung", "kurzel", "kurzzeichen", "kurzname", "abreviation", "sigle"},
	topicPhrases[0]:       {"schlagwort", "schlagworte", "stichworte", "thema", "kategorie", "typ", "art", "art der ki", "ki typ", "technologie", "mots cles", "theme", "categorie", "type d ia", "domaine", "domane"},
	prosePhrases[0]:       {"bemerkung", "bemerkungen", "notiz", "notizen", "beschreibung", "kurzbeschreibung", "systembeschreibung", "kommentar", "kommentare", "anmerkung", "anmerkungen", "hinweise", "zweck", "einsatzzweck", "verwendungszweck", "remarque", "remarques", "commentaire", "commentaires", "observations", "finalite", "objectif", "but", "resume"},
	purposePhrases[0]:     {"zweck", "finalite"},
	descriptionPhrases[0]: {"beschreibung"},
}

// phrasesLike are the phrases with those of the other languages after them.
func phrasesLike(phrases []string) []string {
	return slices.Concat(phrases, germanAndFrench[phrases[0]])
}

// germanAndFrenchMeanings are words for ours, as in meanings.
var germanAndFrenchMeanings = map[string]map[string][]string{
	"lifecycle": {
		"planned":     {"geplant", "in planung", "planung", "vorgesehen", "in vorbereitung", "idee", "konzept", "prevu", "prevue", "planifie", "en projet", "en planification", "en preparation", "a l etude"},
		"development": {"entwicklung", "in entwicklung", "im aufbau", "aufbau", "in arbeit", "prototyp", "machbarkeitsstudie", "en developpement", "developpement", "en cours de developpement", "en construction"},
		"test":        {"im test", "erprobung", "in erprobung", "pilotbetrieb", "pilotphase", "pilotierung", "im pilot", "pilotprojekt", "testphase", "testbetrieb", "in abnahme", "en test", "en phase de test", "pilote", "en pilote", "phase pilote", "essai", "en essai", "en recette", "experimentation"},
		"production":  {"in betrieb", "im betrieb", "betrieb", "produktiv", "produktivbetrieb", "in produktion", "produktion", "aktiv", "im einsatz", "in gebrauch", "eingefuhrt", "en production", "en service", "en exploitation", "exploitation", "actif", "deploye", "operationnel", "en place"},
		"retired":     {"stillgelegt", "ausser betrieb", "ausserbetrieb", "abgeschaltet", "eingestellt", "abgelost", "inaktiv", "archiviert", "beendet", "ausgemustert", "arrete", "arretee", "hors service", "decommissionne", "inactif", "retire", "abandonne", "archive", "desactive"},
	},
	"approval": {
		"approved":     {"genehmigt", "freigegeben", "bewilligt", "zugelassen", "erteilt", "approuve", "approuvee", "valide", "autorise", "accepte", "homologue", "accorde"},
		"under_review": {"in prufung", "wird gepruft", "in abklarung", "ausstehend", "pendent", "hangig", "en examen", "en cours d examen", "a l examen", "en attente", "en revue", "en cours"},
		"proposed":     {"beantragt", "vorgeschlagen", "entwurf", "neu", "propose", "proposee", "demande", "brouillon", "nouveau"},
		"rejected":     {"abgelehnt", "nicht genehmigt", "nicht freigegeben", "untersagt", "verboten", "zuruckgewiesen", "refuse", "refusee", "rejete", "interdit", "non approuve", "non autorise"},
	},
	"exposure": {
		"public":   {"offentlich", "oeffentlich", "offentlichkeit", "extern", "externe", "kunden", "kundschaft", "burger", "publique", "grand public", "clients", "citoyens"},
		"internal": {"intern", "nur intern", "interne", "mitarbeitende", "mitarbeiter", "personal", "usage interne", "employes", "collaborateurs", "personnel"},
		"partner":  {"geschaftspartner", "lieferanten", "vermittler", "makler", "partenaire", "partenaires", "fournisseurs", "courtiers"},
	},
	"data": {
		"public":           {"offentlich", "oeffentlich", "offentliche daten", "publique", "publiques", "donnees publiques"},
		"internal":         {"intern", "nur intern", "interne", "interne daten", "nur fur den internen gebrauch", "usage interne", "donnees internes"},
		"confidential":     {"vertraulich", "streng vertraulich", "vertrauliche daten", "geheim", "geschaftsgeheimnis", "confidentiel", "confidentielle", "confidentielles", "strictement confidentiel", "donnees confidentielles", "restreint"},
		"personal":         {"personenbezogen", "personenbezogene daten", "personendaten", "personlich", "kundendaten", "mitarbeiterdaten", "dsgvo", "personnel", "personnelles", "donnees personnelles", "donnees a caractere personnel", "donnees clients", "rgpd"},
		"special_category": {"gesundheitsdaten", "gesundheit", "besonders schutzenswert", "besonders schutzenswerte personendaten", "besonders schutzenswerte daten", "besondere kategorien", "biometrische daten", "sante", "donnees de sante", "donnees sensibles", "donnees biometriques", "categories particulieres"},
	},
}

// wordsFor are other people's words for one of ours.
func wordsFor(field, ours string) []string {
	return slices.Concat(meanings[field][ours], germanAndFrenchMeanings[field][ours])
}

// frenchOnly are words that show that a sheet speaks French, where "service" is
// a part of the organisation.
var frenchOnly = []string{"nom", "systeme", "intitule", "fournisseur", "statut", "donnees", "responsable", "plateforme", "hebergement", "utilisateurs", "numero", "approuve", "remarques", "remarque", "commentaires", "jusqu"}
