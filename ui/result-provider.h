/* The made-over photo for whom it is dragged to: as a file, or as a picture. It is made when
 * somebody asks for it, at the photo's own size, in a folder of the moment (app/kept.h). */
#pragma once

#include "app/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_RESULT_PROVIDER (vanity_result_provider_get_type ())
G_DECLARE_FINAL_TYPE (VanityResultProvider, vanity_result_provider, VANITY, RESULT_PROVIDER,
                      GdkContentProvider)

/* Offers "text/uri-list" and "image/png". The document has a face. */
GdkContentProvider *vanity_result_provider_new (VanityDocument *document);

G_END_DECLS
