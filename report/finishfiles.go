package report

import (
	"bytes"
	"compress/zlib"
	"crypto/md5"
	"fmt"
	"strings"
)

// Attachment is a file within the document.
type Attachment struct {
	Name, Description string
	// Type is its media type, such as "text/csv".
	Type string
	// Source says that the document's numbers come from it; others show the same
	// in another form.
	Source bool
	Data   []byte
}

// attach writes the attached files, and returns the objects that describe
// them. They are as PDF/A-3 wants them: named in ASCII and in Unicode, with
// media type, relationship, size, date and digest. They come in the order of
// their names, which a reader's look-up relies on.
func (w *finished) attach() (files []int) {
	for _, a := range w.attached {
		content, packed, filter := w.begin(0), a.Data, ""
		if !w.loose {
			packed, filter = deflated(a.Data), "/Filter /FlateDecode "
		}
		// The digest is MD5 because the format knows no other; nothing rests on it.
		w.writef("%d 0 obj\n<</Type /EmbeddedFile /Subtype /%s %s/Length %d /Params <</Size %d /ModDate %s /CheckSum <%X>>>>>\nstream\n",
			content, strings.ReplaceAll(a.Type, "/", "#2F"), filter, len(packed), len(a.Data), pdfDate(w.properties.made), md5.Sum(a.Data))
		w.out = append(w.out, packed...)
		w.writef("\nendstream\nendobj\n")
		relation := "Supplement"
		if a.Source {
			relation = "Data"
		}
		files = append(files, w.put(0, fmt.Sprintf("<</Type /Filespec /F %[1]s /UF %[1]s /Desc %[2]s /AFRelationship /%[3]s /EF <</F %[4]d 0 R /UF %[4]d 0 R>>>>",
			pdfText(a.Name), pdfText(a.Description), relation, content)))
	}
	return files
}

// deflated packs data at the library's own level: its speed matters more here
// than the last per cent.
func deflated(data []byte) []byte {
	var packed bytes.Buffer
	writer, _ := zlib.NewWriterLevel(&packed, zlib.BestSpeed) // the level exists
	writer.Write(data)                                        // a buffer takes everything
	writer.Close()
	return packed.Bytes()
}
