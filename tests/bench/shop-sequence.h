/* How well what people take next is found: the benchmark of recommend/sequence-trial.h. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of the file at `path`, on the test, beside what is wanted. */
gboolean shop_sequence_print (const char *path, GError **error);

G_END_DECLS
