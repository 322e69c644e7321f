package report

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"demarc/sign"
)

// information is the document information dictionary; what is empty is left
// out.
func (p properties) information() string {
	var b strings.Builder
	b.WriteString("<<\n")
	for _, entry := range [][2]string{
		{"Title", p.title}, {"Author", p.author}, {"Subject", p.subject}, {"Keywords", p.keywords}, {"Creator", p.program}, {"Producer", p.program},
	} {
		if entry[1] != "" {
			fmt.Fprintf(&b, "/%s %s\n", entry[0], sign.PDFText(entry[1]))
		}
	}
	fmt.Fprintf(&b, "/CreationDate %[1]s\n/ModDate %[1]s\n>>", pdfDate(p.made))
	return b.String()
}

func pdfDate(t time.Time) string { return "(D:" + t.UTC().Format("20060102150405") + "+00'00')" }

// metadata is the XMP packet. It names PDF/A-1b in the archive form alone,
// where that was validated; the form with attachments follows what PDF/A-3b
// asks for and does not claim it, as no validator for it was at hand.
func (w *finished) metadata() string {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
	if w.archive {
		b.WriteString("<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"><pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n")
	}
	w.properties.describe(&b)
	b.WriteString("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return fmt.Sprintf("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", b.Len(), b.String())
}

// describe says the same as information.
func (p properties) describe(b *strings.Builder) {
	schema := func(prefix, address string, elements ...string) {
		fmt.Fprintf(b, "<rdf:Description rdf:about=\"\" xmlns:%s=\"%s\">%s</rdf:Description>\n", prefix, address, strings.Join(elements, ""))
	}
	schema("dc", "http://purl.org/dc/elements/1.1/",
		element("dc:title", `<rdf:Alt><rdf:li xml:lang="x-default">`, p.title, "</rdf:li></rdf:Alt>"),
		element("dc:creator", "<rdf:Seq><rdf:li>", p.author, "</rdf:li></rdf:Seq>"),
		element("dc:description", `<rdf:Alt><rdf:li xml:lang="x-default">`, p.subject, "</rdf:li></rdf:Alt>"))
	schema("pdf", "http://ns.adobe.com/pdf/1.3/", element("pdf:Producer", "", p.program, ""), element("pdf:Keywords", "", p.keywords, ""))
	made := p.made.UTC().Format("2006-01-02T15:04:05+00:00")
	schema("xmp", "http://ns.adobe.com/xap/1.0/", element("xmp:CreatorTool", "", p.program, ""), element("xmp:CreateDate", "", made, ""), element("xmp:ModifyDate", "", made, ""))
}

// element is a text between tags; an empty one is left out.
func element(name, before, text, after string) string {
	if text == "" {
		return ""
	}
	var escaped strings.Builder
	xml.EscapeText(&escaped, []byte(text)) // a builder takes everything
	return "<" + name + ">" + before + escaped.String() + after + "</" + name + ">"
}
