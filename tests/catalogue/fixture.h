/* A catalogue without a starter list, in a folder of its own. */
#pragma once

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;
  VanityCatalogue *catalogue;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
/* Closes it, which makes the backup, and opens it again. */
void fixture_reopen (Fixture *fixture);

#define fixture_test(path, function)                                                               \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

/* Adds one shade with the outcome that is wanted. */
void fixture_add (Fixture *fixture, const VanityShade *shade, VanityAddOutcome wanted);
VanityShade *fixture_get (Fixture *fixture, const char *uid);
/* How many have the words. */
guint fixture_count (Fixture *fixture, const char *text);

G_END_DECLS
