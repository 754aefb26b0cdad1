/* The mirror: one window with one photo. */
#pragma once

#include "app/document-file.h"
#include "ui/compare-view.h"
#include "ui/mask-painter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_WINDOW (vanity_window_get_type ())
G_DECLARE_FINAL_TYPE (VanityWindow, vanity_window, VANITY, WINDOW, AdwApplicationWindow)

VanityWindow *vanity_window_new (GtkApplication *application);

/* Puts a photo on the table. One that was there can be brought back from the toast. */
void vanity_window_open_file (VanityWindow *window, GFile *file);
void vanity_window_open_image (VanityWindow *window, VanityImage *image, const char *name);

/* Copies the makeup of a photo onto the selected face. */
void vanity_window_copy_from_file (VanityWindow *window, GFile *file);
void vanity_window_copy_from_image (VanityWindow *window, VanityImage *image, const char *name);

/* Keeps what is copied as a look of the person's own, without asking. */
void vanity_window_save_look (VanityWindow *window, const char *name);

/* Reads the person's own looks anew, in all windows of its application. */
void vanity_window_reload_looks (VanityWindow *window);

/* Writes the made-over photo, without asking. */
void vanity_window_save_to (VanityWindow *window, GFile *file);

/* The same, asking before the photo itself, or a file that the file dialog did not know was meant,
 * is replaced. */
void vanity_window_save_chosen (VanityWindow *window, GFile *file);

/* Prints to a PDF, without asking: with the photo as it was, and with a line that tells the look.
 */
void vanity_window_print_to (VanityWindow *window, const char *path, gboolean before,
                             gboolean caption);

/* Writes what was found of the selected face, without asking: JSON where the name ends like that,
 * else PDF. Only once it has been found. */
void vanity_window_save_report (VanityWindow *window, GFile *file);

/* Writes the document, without asking but where somebody else has that file. */
void vanity_window_save_document_to (VanityWindow *window, GFile *file, VanityKeep keep);
/* Asks what is to become of the work that a crash left, where there is some. */
void vanity_window_offer_rescues (VanityWindow *window);

/* NULL while the window is empty. Property "document". */
VanityDocument *vanity_window_get_document (VanityWindow *window);
VanityCompareView *vanity_window_get_view (VanityWindow *window);
VanityMaskPainter *vanity_window_get_painter (VanityWindow *window);

/* They give the window that is shown; the second is NULL where there is no face. */
GtkWidget *vanity_window_show_library (VanityWindow *window);
GtkWidget *vanity_window_show_contact_sheet (VanityWindow *window);
/* The page shown: "empty", "loading", "photo", "no-face", "unreadable", "no-models",
 * "no-photo", "camera". */
const char *vanity_window_get_page (VanityWindow *window);
/* The text of the toast last shown, or NULL. */
const char *vanity_window_get_toast (VanityWindow *window);

G_END_DECLS
