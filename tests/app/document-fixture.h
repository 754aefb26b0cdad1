/* Documents of the portrait that the tests use; without it, or without models, tests are skipped.
 */
#pragma once

#include "app/document-file.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  GFile *photo; /* NULL: the test was skipped */
} DocumentFixture;

void document_set_up (DocumentFixture *fixture, gconstpointer data);
void document_tear_down (DocumentFixture *fixture, gconstpointer data);
#define document_add_test(path, function)                                                          \
  g_test_add (path, DocumentFixture, NULL, document_set_up, function, document_tear_down)

/* main () of a program of such tests, which lives in a folder of its own. */
int document_run_tests (void (*add) (void), int argc, char **argv);

GFile *document_get_file (DocumentFixture *fixture, const char *name);

/* Until it has come to an end; FALSE, with the test skipped, where the models are missing. */
gboolean document_wait (VanityDocument *document);
/* NULL where the test was skipped. */
VanityDocument *document_open_photo (DocumentFixture *fixture);
VanityDocument *document_open_pasted (DocumentFixture *fixture);
VanityDocument *document_open (GFile *place);

/* NULL where it was saved. */
GError *document_save (VanityDocument *document, GFile *place, VanityKeep keep, gboolean overwrite);

void document_wear (VanityDocument *document, const char *id, double strength);
void document_assert_worn (VanityDocument *document, const char *id, double strength);

G_END_DECLS
