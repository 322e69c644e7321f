package report

import (
	"bytes"
	"compress/zlib"
	"crypto/md5"
	"fmt"
	"strings"

	"demarc/sign"
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
	packed *packedFile
}

// packedFile stands in the place of a file's data.
type packedFile struct {
	data []byte
	size int
	sum  [md5.Size]byte
}

// Pack packs the data, of which nothing else is kept: pages are set in less
// memory then.
func (a *Attachment) Pack() {
	a.packed = &packedFile{deflated(a.Data), len(a.Data), md5.Sum(a.Data)}
	a.Data = nil
}

// attach writes the attached files, and returns the objects that describe
// them. They are as PDF/A-3 wants them: named in ASCII and in Unicode, with
// media type, relationship, size, date and digest. They come in the order of
// their names, which a reader's look-up relies on.
func (w *finished) attach() (files []int) {
	for _, a := range w.attached {
		if a.packed == nil && !w.loose {
			a.Pack()
		}
		data, size, filter := a.Data, len(a.Data), ""
		// The digest is MD5 because the format knows no other; nothing rests on it.
		sum := md5.Sum(a.Data)
		if a.packed != nil {
			data, size, sum, filter = a.packed.data, a.packed.size, a.packed.sum, "/Filter /FlateDecode "
		}
		content := w.begin(0)
		w.writef("%d 0 obj\n<</Type /EmbeddedFile /Subtype /%s %s/Length %d /Params <</Size %d /ModDate %s /CheckSum <%X>>>>>\nstream\n",
			content, strings.ReplaceAll(a.Type, "/", "#2F"), filter, len(data), size, pdfDate(w.properties.made), sum)
		w.out = append(w.out, data...)
		w.writef("\nendstream\nendobj\n")
		relation := "Supplement"
		if a.Source {
			relation = "Data"
		}
		files = append(files, w.put(0, fmt.Sprintf("<</Type /Filespec /F %[1]s /UF %[1]s /Desc %[2]s /AFRelationship /%[3]s /EF <</F %[4]d 0 R /UF %[4]d 0 R>>>>",
			sign.PDFText(a.Name), sign.PDFText(a.Description), relation, content)))
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
