// What the page says, in Chinese and in English; `{}` stands for values.
const WORDS = {
  skip: ["跳到通知", "Skip to the notices"],
  tagline: ["公文进，责任出：谁、做什么、何时、凭什么，字字有出处。", "Notices in, obligations out: who, what, by when, under which law, each word with its place."],
  interface: ["接口说明", "API"],
  key: ["访问密钥", "Access key"],
  enter: ["进入", "Enter"],
  key_from: ["由管理员用 taizhang key create 生成；只留在此标签页。", "Made with taizhang key create; kept in this tab alone."],
  upload: ["上传通知", "Upload notices"],
  drop: ["把通知拖到这里，或点击选择文件", "Drop notices here, or click to choose"],
  kinds: ["PDF、DOCX、DOC、WPS、OFD、HTML、TXT、扫描件与 ZIP；一次可选多份", "PDF, DOCX, DOC, WPS, OFD, HTML, TXT, scans and ZIP; several at once"],
  notices: ["通知", "Notices"],
  obligations: ["任务", "Obligations"],
  comparisons: ["比较", "Comparisons"],
  find_notices: ["在通知中查找", "Find in the notices"],
  find: ["在任务中查找，如：淘汰 设备", "Find in the obligations"],
  every: ["全选", "All of them"],
  place: ["地区", "Place"],
  notice: ["标题", "Title"],
  number: ["文号", "Number"],
  date: ["成文日期", "Issued"],
  duties: ["任务", "Duties"],
  actions: ["操作", "Actions"],
  read: ["阅读", "Read"],
  original: ["原件", "Original"],
  remove: ["删除", "Delete"],
  remove_asked: ["删除“{}”及其全部任务和更正？", "Delete “{}” with all its obligations and corrections?"],
  no_notices: ["还没有通知：先上传一份。", "No notices yet: upload one."],
  none_fit: ["没有符合的。", "None fits."],
  no_duties: ["没有符合条件的任务。", "No obligation fits."],
  no_comparisons: ["还没有比较：在“通知”里勾选两份以上，再点“比较”。", "No comparisons yet: tick two notices or more, then compare."],
  more: ["更多", "More"],
  topic: ["主题", "Topic"],
  system: ["条线", "System"],
  modality: ["效力", "Modality"],
  any: ["{}：不限", "{}: any"],
  due_from: ["时限自", "Due from"],
  due_to: ["至", "to"],
  sort: ["排序", "Order"],
  by_notice: ["按通知", "By notice"],
  by_due: ["按时限", "By deadline"],
  by_issue_date: ["按成文日期", "By date of issue"],
  clear: ["清除", "Clear"],
  chosen: ["已选 {} 份", "{} chosen"],
  reference: ["参照", "Against"],
  no_reference: ["不设参照", "each other"],
  compare: ["比较", "Compare"],
  takeaway: ["下载为", "Take away as"],
  workbook: ["工作簿", "Workbook"],
  tasks: ["任务分解表", "Table of tasks"],
  calendar: ["日历", "Calendar"],
  laid: ["{} 份通知", "{} notices"],
  matrix: ["查看", "Open"],
  who: ["责任", "Who"],
  when: ["时限", "When"],
  limits: ["门槛", "Thresholds"],
  without: ["（不含{}）", "(without {})"],
  aims: ["指标", "Targets"],
  nobody: ["未写明单位", "no unit named"],
  correct: ["更正", "Correct"],
  corrected: ["已更正", "corrected"],
  units: ["责任单位（每行一个）", "Responsible units, one a line"],
  rejected: ["不是任务", "No obligation"],
  show_rejected: ["只看已剔除的", "Rejected ones"],
  note: ["理由", "Why"],
  keep: ["保存", "Save"],
  leave: ["放弃", "Leave"],
  queued: ["排队", "queued"],
  running: ["读取", "reading"],
  pages: ["第 {} / {} 页", "page {} of {}"],
  known: ["此前已上传", "known already"],
  succeeded: ["完成", "done"],
  partial: ["部分完成", "done in part"],
  failed: ["未能读取", "not read"],
  because: ["{}：{}", "{}: {}"],
  basis: ["依据：{}", "basis: {}"],
  cancelled: ["已取消", "cancelled"],
  duties_found: ["{} 项任务", "{} obligations"],
  cancel: ["取消", "Cancel"],
  sending: ["上传中", "sending"],
  offline: ["服务没有回应；请看它是否还在运行。", "The service does not answer; see whether it still runs."],
};

const STORED = "taizhang.language";
export let language = remembered() ?? (/^zh/i.test(navigator.language) ? "zh" : "en");

function remembered() {
  try { return localStorage.getItem(STORED); } catch { return null; }
}

/** Words in the language chosen, values put in. */
export function say(name, ...values) {
  const pair = WORDS[name] ?? [name, name];
  return values.reduce((said, value) => said.replace("{}", value), pair[language === "zh" ? 0 : 1]);
}

/** Speak another language from now on. */
export function speak(chosen) {
  language = chosen;
  try { localStorage.setItem(STORED, chosen); } catch { /* private windows refuse */ }
}

/** Says everything below `root` that has words of its own. */
export function sayAll(root = document) {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const each of root.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  for (const each of root.querySelectorAll("[data-say-placeholder]")) each.placeholder = say(each.dataset.sayPlaceholder);
  for (const each of root.querySelectorAll("[data-say-label]")) each.setAttribute("aria-label", say(each.dataset.sayLabel));
}
