/* What the window's files share. */
#pragma once

#include "app/document-file.h"
#include "app/insight.h"
#include "app/vanity-file.h"
#include "base/job.h"
#include "catalogue/shade.h"
#include "ui/copy-panel.h"
#include "ui/mask-painter.h"
#include "ui/window.h"

/* What comes when the document is saved. */
typedef enum
{
  VANITY_WINDOW_STAY,
  VANITY_WINDOW_CLOSE,
} VanityWindowNext;

struct _VanityWindow
{
  AdwApplicationWindow parent_instance;

  GtkWidget *stack;
  GtkWidget *camera;
  GtkWidget *toasts;
  GtkWidget *title;
  GtkWidget *menu;
  GtkWidget *save_button;
  GtkWidget *view;
  GtkWidget *legend;
  GtkWidget *panel;
  GtkWidget *split;
  GtkWidget *faces;
  GtkWidget *controls;
  GtkWidget *mask_bar;
  GtkWidget *hint;
  GtkWidget *hint_label;
  GtkWidget *working;
  GtkWidget *working_label;
  GtkWidget *job;
  GtkWidget *working_progress;
  GtkWidget *working_cancel;
  GtkWidget *hold;
  GtkWidget *zoom;
  GtkWidget *history;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *history_button;
  GtkWidget *drop_hint;
  GtkWidget *drop_places;
  GtkWidget *drop_open;
  GtkWidget *drop_copy;
  GtkWidget *no_face;
  GtkWidget *unreadable;
  GtkWidget *no_models;
  GtkWidget *no_photo;
  GtkWidget *steps; /* the popover */

  VanityMaskPainter *painter;

  VanityDocument *document;
  VanityDocument *previous; /* to go back to, after another photo was opened */
  guint reveal_timeout;     /* until the spinner is shown */
  gboolean tip_closed;      /* no other one before the next window */
  int hint_closed;          /* the face whose hint was closed, or -1 */
  char *last_toast;

  VanityJobSlot saving; /* the document */
  GFile *saving_to;     /* or NULL */
  VanityKeep keep;      /* as chosen in the dialog */
  VanityWindowNext next;
  gboolean asking;     /* whether to save */
  gboolean discarding; /* the answer was no */
  VanityJobSlot exporting;
  gboolean exports_report;
  gboolean prints_before;
  gboolean prints_caption;
  char *print_path; /* instead of a printer; or NULL */
  VanityJobSlot swapping;
  VanityJobSlot keeping;
  VanityJobSlot remembering;
  VanityShade *dismissed; /* the product that was hidden or wrong last, or NULL */
  int dismissed_how;      /* a VanityEventKind */
  GtkWidget *shop_window; /* or NULL */
  GtkWidget *library;     /* or NULL */
  GtkFileChooserNative *chooser;
  gboolean chooses_reference;
};

/* window.c */
void vanity_window_set_document (VanityWindow *window, VanityDocument *document);
/* The same for a photo that comes in its place, with a way back. */
void vanity_window_replace_document (VanityWindow *window, VanityDocument *document);
void vanity_window_back (VanityWindow *window);
/* What a photo wears first: the look worn last, or NULL. */
VanityLook *vanity_window_find_first_look (VanityWindow *window);
/* `button` and `action` may be NULL. */
void vanity_window_toast (VanityWindow *window, const char *text, const char *button,
                          const char *action, GVariant *target);

/* window-actions.c */
void vanity_window_init_actions (VanityWindow *window);
void vanity_window_update_actions (VanityWindow *window);

/* window-commands.c */
void vanity_window_search_commands (VanityWindow *window);

/* window-status.c: what is shown instead of the photo, or over it */
void vanity_window_update_status (VanityWindow *window);
/* Whether the hint that shows is one for who is new here. */
gboolean vanity_window_shows_tip (VanityWindow *window);

/* window-open.c */
/* To be opened, or with `reference` to copy its makeup. */
void vanity_window_choose_photo (VanityWindow *window, gboolean reference);
void vanity_window_paste (VanityWindow *window, gboolean reference);
void vanity_window_init_drop (VanityWindow *window);

/* window-camera.c */
void vanity_window_init_camera (VanityWindow *window);
void vanity_window_show_camera (VanityWindow *window);
/* Does nothing where it is not shown. */
void vanity_window_leave_camera (VanityWindow *window);
gboolean vanity_window_has_camera (VanityWindow *window);
/* Whether the photo is the camera's and was not saved in any way. */
gboolean vanity_window_has_unsaved_photo (VanityWindow *window);
void vanity_window_note_saved (VanityWindow *window);
/* Of the photo, or in the camera where that is shown. */
void vanity_window_step_look (VanityWindow *window, int by);
void vanity_window_step_strength (VanityWindow *window, double by);

/* window-save.c */
void vanity_window_choose_target (VanityWindow *window);
typedef void (*VanityWindowReplace) (VanityWindow *window, GFile *file);
/* Asks whether a file that the dialog did not know was meant, or with `original` the photo itself,
 * is to be replaced, and calls `replace` where it is. */
void vanity_window_ask_to_replace (VanityWindow *window, GFile *file, gboolean original,
                                   VanityWindowReplace replace);
void vanity_window_copy (VanityWindow *window);
void vanity_window_cancel_export (VanityWindow *window);
void vanity_window_show_in_files (VanityWindow *window, const char *uri);

/* window-document.c */
void vanity_window_init_document (VanityWindow *window);
void vanity_window_dispose_document (VanityWindow *window);
void vanity_window_save_document (VanityWindow *window);
void vanity_window_save_document_as (VanityWindow *window);
/* FALSE after asking whether to save; the window closes itself when it may. */
gboolean vanity_window_may_close (VanityWindow *window);
void vanity_window_find_photo (VanityWindow *window);
void vanity_window_show_history (VanityWindow *window);

/* The report of what was found, PDF or JSON by its name. */
void vanity_window_start_report (VanityWindow *window, GFile *file);

/* A job runs in `exporting`, or has ended. */
void vanity_window_begin_export (VanityWindow *window, gboolean report);
void vanity_window_end_export (VanityWindow *window, const GError *error);

/* window-print.c */
void vanity_window_init_print (VanityWindow *window);
void vanity_window_print (VanityWindow *window);

/* window-insight.c */
void vanity_window_init_insight (VanityWindow *window);

/* window-layers.c */
void vanity_window_init_layers (VanityWindow *window);
void vanity_window_show_layers (VanityWindow *window);
/* NULL without a document. */
VanityInsight *vanity_window_get_insight (VanityWindow *window);
gboolean vanity_window_has_finding (VanityWindow *window);
void vanity_window_pick_white (VanityWindow *window, gboolean picking);
void vanity_window_choose_report (VanityWindow *window, gboolean json);
void vanity_window_remember (VanityWindow *window);
void vanity_window_forget (VanityWindow *window, const char *id);
void vanity_window_compare_faces (VanityWindow *window);

/* window-products.c */
void vanity_window_init_products (VanityWindow *window);
void vanity_window_show_filters (VanityWindow *window);
/* The one that was dismissed last. */
void vanity_window_restore_product (VanityWindow *window, const char *uid);

/* window-shop.c: the catalogue, bag, list and what is remembered, in a window of their own */
void vanity_window_show_shop (VanityWindow *window, const char *page);
/* What is worn has changed, or the photo. */
void vanity_window_update_shop (VanityWindow *window);
void vanity_window_close_shop (VanityWindow *window);

/* window-paint.c: painting on the photo what a layer is to leave out or to cover besides */
void vanity_window_init_paint (VanityWindow *window);
void vanity_window_paint_mask (VanityWindow *window, int layer);
gboolean vanity_window_is_painting (VanityWindow *window);

/* window-library.c: the library of looks and the contact sheet, windows of their own */
void vanity_window_update_library (VanityWindow *window);
void vanity_window_reload_library (VanityWindow *window);
void vanity_window_close_library (VanityWindow *window);
/* Shows the library, and takes the looks of the files in. */
void vanity_window_import_looks (VanityWindow *window, GFile *const *files, int n);

/* window-copy.c */
VanityCopyPanel *vanity_window_get_copy_panel (VanityWindow *window);
void vanity_window_take_off (VanityWindow *window);
void vanity_window_remove_reference (VanityWindow *window);
void vanity_window_swap (VanityWindow *window);
void vanity_window_ask_look_name (VanityWindow *window);
void vanity_window_wear_look (VanityWindow *window, const char *id);
void vanity_window_delete_look (VanityWindow *window, const char *id);
void vanity_window_restore_look (VanityWindow *window);
