#pragma once

namespace photocluster {

// The text of `.clustering/READ ME.txt`: for a person who finds the folder and wonders whether it may be deleted.
inline constexpr char kReadMe[] =
    R"(Photocluster keeps here what it knows about the photos in the folder above.

actions.jsonl     Everything that was decided, one line for each step. Please keep it: without it nothing
                  can be undone.
trash             Photos that you removed in Photocluster. They are not deleted: they lie here until you
                  empty the trash, and can be put back.
state.json        A summary. Written anew again and again.
embeddings        What the computer has seen in the photos. Can be made again, which takes time.
checkpoint.pcs, catalogue.pcc
                  For opening the folder faster. Can be made again.
actions.torn-...  The incomplete end of actions.jsonl after a power failure, kept to be on the safe side.
...damaged-...    A file that could not be read any more and was made again.
lock              Which program is at work here.

If you delete this whole folder, the photos in the trash are gone and nothing can be undone any more.
All other photos stay where they are.


Здесь Photocluster хранит то, что знает о фотографиях в папке уровнем выше.

actions.jsonl     Все принятые решения, по одной строке на каждый шаг. Пожалуйста, сохраните этот файл:
                  без него ничего нельзя отменить.
trash             Корзина: фотографии, которые вы убрали в Photocluster. Они не удалены: они лежат здесь,
                  пока вы не очистите корзину, и их можно вернуть.
state.json        Сводка. Постоянно записывается заново.
embeddings        То, что компьютер увидел на фотографиях. Можно получить снова, но это займёт время.
checkpoint.pcs, catalogue.pcc
                  Нужны, чтобы папка открывалась быстрее. Можно получить снова.
actions.torn-...  Неполный конец actions.jsonl после сбоя питания, сохранён на всякий случай.
...damaged-...    Файл, который перестал читаться и был создан заново.
lock              Какая программа сейчас здесь работает.

Если удалить эту папку целиком, фотографии из корзины пропадут и отменить ничего будет нельзя.
Все остальные фотографии останутся на своих местах.
)";

}  // namespace photocluster
